using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>A tenant as commands name it: by its id, or by its name if that is unique.</summary>
internal static class TenantArgument
{
    /// <exception cref="CommandException">None, or more than one.</exception>
    public static async Task<Guid> FindAsync(WriteScope write, string idOrName, bool sandbox) =>
        await Tenants.FindAsync(write, idOrName, sandbox)
        ?? throw new CommandException($"There is no {(sandbox ? "sandbox of a " : "")}tenant '{idOrName}', or more than one: name it by its id.");
}
