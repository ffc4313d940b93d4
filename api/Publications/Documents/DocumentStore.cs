using System.Text.Json;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Publications.Documents;

/// <summary>Every statement about documents.</summary>
internal sealed class DocumentStore(NpgsqlDataSource database)
{
    private const string Columns = """
        d.kind, d.version, d.valid_from, d.published_at, t.language, t.title,
        array(select x.language from publications.document_texts x where x.kind = d.kind and x.version = d.version order by x.language = t.language desc, x.language) as languages,
        case when d.valid_from > c.today then 'upcoming' when d.version = c.version then 'current' else 'superseded' end as state
        """;

    /// <summary>A version with the text in the best of the wanted languages, and what is in force today.</summary>
    private const string Source = """
        publications.documents d
        cross join lateral (
            select (platform.now() at time zone 'utc')::date as today,
                   (select max(x.version) from publications.documents x where x.kind = d.kind and x.valid_from <= (platform.now() at time zone 'utc')::date) as version) c
        cross join lateral (
            select x.language, x.title, x.body, x.sections
            from publications.document_texts x
            where x.kind = d.kind and x.version = d.version
            order by array_position(@languages, left(x.language, 2)), x.language
            limit 1) t
        """;

    /// <summary>The versions in force, one of each kind.</summary>
    public Task<IReadOnlyList<DocumentRow>> ListCurrentAsync(string[] languages, CancellationToken cancellation) =>
        ListAsync("d.version = c.version order by d.kind", new { languages }, cancellation);

    /// <summary>All versions of a kind, newest first.</summary>
    public Task<IReadOnlyList<DocumentRow>> ListVersionsAsync(string kind, string[] languages, CancellationToken cancellation) =>
        ListAsync("d.kind = @kind order by d.version desc limit 200", new { kind, languages }, cancellation);

    /// <summary>A version, or the one in force; null if there is none.</summary>
    public async Task<DocumentRow?> FindAsync(string kind, int? version, string[] languages, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<DocumentRow>(new CommandDefinition(
            $"select {Columns}, t.body, t.sections from {Source} where d.kind = @kind and d.version = coalesce(@version, c.version)",
            new { kind, version, languages }, cancellationToken: cancellation));
    }

    /// <summary>A version that was just published, in the transaction.</summary>
    public static async Task<DocumentRow> ReadAsync(WriteScope write, string kind, int version, string[] languages) =>
        await write.Connection.QuerySingleAsync<DocumentRow>(write.Sql(
            $"select {Columns} from {Source} where d.kind = @kind and d.version = @version", new { kind, version, languages }));

    /// <summary>Makes others wait who publish the same kind, and gives the newest version with its first day; null without one.</summary>
    public static async Task<(int Version, DateOnly ValidFrom)?> LockNewestAsync(WriteScope write, string kind)
    {
        await write.Connection.ExecuteAsync(write.Sql("select pg_advisory_xact_lock(hashtextextended('publications.documents.' || @kind, 0))", new { kind }));
        var newest = await write.Connection.QuerySingleOrDefaultAsync<NewestRow>(write.Sql(
            "select version, valid_from from publications.documents where kind = @kind order by version desc limit 1", new { kind }));
        return newest is null ? null : (newest.Version, newest.ValidFrom);
    }

    /// <summary>Stores a version.</summary>
    public static async Task AddAsync(WriteScope write, string kind, int version, DateOnly validFrom, IReadOnlyList<DocumentText> texts)
    {
        await write.Connection.ExecuteAsync(write.Sql(
            "insert into publications.documents (kind, version, valid_from, published_by) values (@kind, @version, @validFrom, @by)",
            new { kind, version, validFrom, by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        foreach (var text in texts)
            await write.Connection.ExecuteAsync(write.Sql("""
                insert into publications.document_texts (kind, version, language, title, body, sections)
                values (@kind, @version, @Language, @Title, @body, @sections::json)
                """,
                new { kind, version, text.Language, text.Title, body = text.Text ?? "", sections = text.Sections is null ? null : JsonSerializer.Serialize(text.Sections, DocumentsJson.Default.TechnicalSections) }));
    }

    private async Task<IReadOnlyList<DocumentRow>> ListAsync(string condition, object parameters, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<DocumentRow>(new CommandDefinition($"select {Columns} from {Source} where {condition}", parameters, cancellationToken: cancellation))).AsList();
    }

    private sealed record NewestRow
    {
        public int Version { get; init; }
        public DateOnly ValidFrom { get; init; }
    }
}

/// <summary>A version as it is stored, in one language.</summary>
internal sealed record DocumentRow
{
    public required string Kind { get; init; }
    public int Version { get; init; }
    public required string State { get; init; }
    public DateOnly ValidFrom { get; init; }
    public DateTime PublishedAt { get; init; }
    public required string Language { get; init; }
    public required string[] Languages { get; init; }
    public required string Title { get; init; }
    public string? Body { get; init; }
    public string? Sections { get; init; }
}
