using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Publications.Documents;

/// <summary>The door to documents: which version of a text is in force.</summary>
internal static class DocumentVersions
{
    /// <summary>Version in force today of each kind; a kind without one is missing.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="kinds">Kinds, values of <see cref="DocumentKinds"/>.</param>
    public static async Task<IReadOnlyDictionary<string, int>> CurrentAsync(WriteScope write, params string[] kinds) =>
        (await write.Connection.QueryAsync<(string Kind, int Version)>(write.Sql("""
            select kind, max(version)
            from publications.documents
            where kind = any (@kinds) and valid_from <= (platform.now() at time zone 'utc')::date
            group by kind
            """, new { kinds }))).ToDictionary(found => found.Kind, found => found.Version, StringComparer.Ordinal);
}

/// <summary>Kinds of documents.</summary>
internal static class DocumentKinds
{
    /// <summary>What system and browser need.</summary>
    public const string TechnicalRequirements = "technicalRequirements";

    /// <summary>Conditions of use, which are accepted.</summary>
    public const string ConditionsOfUse = "conditionsOfUse";

    /// <summary>How personal data are handled, which is accepted.</summary>
    public const string DataPrivacy = "dataPrivacy";

    /// <summary>Who runs this.</summary>
    public const string Imprint = "imprint";

    /// <summary>Prices.</summary>
    public const string PriceList = "priceList";

    /// <summary>Cookies of the pages.</summary>
    public const string Cookies = "cookies";

    /// <summary>First steps in the portal.</summary>
    public const string FirstSteps = "firstSteps";

    /// <summary>The user guide, for those who are signed in.</summary>
    public const string UserGuide = "userGuide";
}
