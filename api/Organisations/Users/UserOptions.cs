using System.ComponentModel.DataAnnotations;

namespace Aos.Api.Organisations.Users;

/// <summary>Limits of users (section <c>Users</c>).</summary>
internal sealed class UserOptions
{
    /// <summary>Users that an organisation can have, its representative among them.</summary>
    [Range(1, 100_000)]
    public int MaxPerOrganisation { get; set; } = 200;
}
