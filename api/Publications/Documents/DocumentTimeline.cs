using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Publications.Documents;

/// <summary>The door to the versions of a document and when each comes into force.</summary>
internal static class DocumentTimeline
{
    /// <summary>Every version of a kind, oldest first.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="kind">A value of <see cref="DocumentKinds"/>.</param>
    public static async Task<IReadOnlyList<DocumentMilestone>> ListAsync(WriteScope write, string kind) =>
        [.. await write.Connection.QueryAsync<DocumentMilestone>(write.Sql("""
            select version, valid_from::timestamp at time zone 'utc' as valid_from
            from publications.documents
            where kind = @kind
            order by version
            """, new { kind }))];
}

/// <summary>A version of a document.</summary>
internal sealed record DocumentMilestone
{
    public int Version { get; init; }

    /// <summary>Begin of the day on which it comes into force, UTC.</summary>
    public DateTime ValidFrom { get; init; }
}
