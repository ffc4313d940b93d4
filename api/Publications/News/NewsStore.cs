using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Publications.News;

/// <summary>Every statement about news.</summary>
internal sealed class NewsStore(NpgsqlDataSource database)
{
    /// <summary>News of these days and brands, with the text in the best of the wanted languages; without one of them there is no row.</summary>
    private const string Readable = """
        select n.id, n.published_on, n.brands, t.language, t.title, t.body
        from publications.news n
        cross join lateral (
            select x.language, x.title, x.body
            from publications.news_texts x
            where x.news_id = n.id and left(x.language, 2) = any (@languages)
            order by array_position(@languages, left(x.language, 2))
            limit 1) t
        where n.published_on <= (platform.now() at time zone 'utc')::date and (@isVisitor or n.brands = '{}' or n.brands && @brands)
        """;

    private const string Columns = """
        n.id, n.published_on, n.published_on > (platform.now() at time zone 'utc')::date as scheduled, n.brands, n.created_at, n.updated_at, n.version,
        array(select t.language from publications.news_texts t where t.news_id = n.id order by t.language) as languages,
        array(select t.title from publications.news_texts t where t.news_id = n.id order by t.language) as titles,
        array(select t.body from publications.news_texts t where t.news_id = n.id order by t.language) as bodies
        """;

    /// <summary>What a reader sees, newest first.</summary>
    /// <param name="languages">Languages that the reader reads, the best first.</param>
    /// <param name="brands">Brands of the reader; null for a visitor, who sees news of all brands.</param>
    /// <param name="after">Day and id of the last item of the page before.</param>
    /// <param name="take">Items to read.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<NewsItem>> ListReadableAsync(string[] languages, string[]? brands, string?[]? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<ItemRow>(new CommandDefinition($"""
            {Readable} and (@afterId::uuid is null or (n.published_on, n.id) < (@afterDay::date, @afterId::uuid))
            order by n.published_on desc, n.id desc
            limit @take
            """, new { languages, isVisitor = brands is null, brands = brands ?? [], afterDay = after?[0], afterId = after?[1], take }, cancellationToken: cancellation))).Select(row => row.ToItem())];
    }

    /// <summary>One piece of news as a reader sees it; null if there is none for this reader.</summary>
    public async Task<NewsItem?> FindReadableAsync(Guid id, string[] languages, string[]? brands, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<ItemRow>(new CommandDefinition($"{Readable} and n.id = @id", new { id, languages, isVisitor = brands is null, brands = brands ?? [] }, cancellationToken: cancellation)))?.ToItem();
    }

    /// <summary>All news, newest first.</summary>
    public async Task<IReadOnlyList<News>> ListAsync(bool? scheduled, string?[]? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<NewsRow>(new CommandDefinition($"""
            select {Columns}
            from publications.news n
            where (@scheduled is null or (n.published_on > (platform.now() at time zone 'utc')::date) = @scheduled)
              and (@afterId::uuid is null or (n.published_on, n.id) < (@afterDay::date, @afterId::uuid))
            order by n.published_on desc, n.id desc
            limit @take
            """, new { scheduled, afterDay = after?[0], afterId = after?[1], take }, cancellationToken: cancellation))).Select(row => row.ToNews())];
    }

    /// <summary>Number of news, at most one more than the cap.</summary>
    public async Task<int> CountAsync(bool? scheduled, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            select count(*)::int from (
                select from publications.news n
                where (@scheduled is null or (n.published_on > (platform.now() at time zone 'utc')::date) = @scheduled)
                limit @most) few
            """, new { scheduled, most = cap + 1 }, cancellationToken: cancellation));
    }

    /// <summary>Number of news that a reader sees, at most one more than the cap.</summary>
    public async Task<int> CountReadableAsync(string[] languages, string[]? brands, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"select count(*)::int from ({Readable} limit @most) few", new { languages, isVisitor = brands is null, brands = brands ?? [], most = cap + 1 }, cancellationToken: cancellation));
    }

    /// <summary>One piece of news; null if there is none.</summary>
    public async Task<News?> FindAsync(Guid id, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QuerySingleOrDefaultAsync<NewsRow>(new CommandDefinition(
            $"select {Columns} from publications.news n where n.id = @id", new { id }, cancellationToken: cancellation)))?.ToNews();
    }

    /// <summary>Adds news.</summary>
    public static async Task<News> AddAsync(WriteScope write, NewsReplace body)
    {
        var id = Guid.CreateVersion7();
        await write.Connection.ExecuteAsync(write.Sql(
            "insert into publications.news (id, published_on, brands, created_by) values (@id, @day, @brands, @by)",
            new { id, day = NewsRules.DayOf(body), brands = body.Brands?.ToArray() ?? [], by = $"{write.Actor.Kind}:{write.Actor.Id}" }));
        await AddTextsAsync(write, id, body);
        return (await ReadAsync(write, id))!;
    }

    /// <summary>Version of news, held until the end of the transaction; null if there is none.</summary>
    public static Task<int?> LockAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteScalarAsync<int?>(write.Sql("select version from publications.news where id = @id for update", new { id }));

    /// <summary>Replaces news that is locked.</summary>
    public static async Task<News> ReplaceAsync(WriteScope write, Guid id, NewsReplace body)
    {
        await write.Connection.ExecuteAsync(write.Sql("""
            update publications.news set published_on = @day, brands = @brands, updated_at = platform.now(), version = version + 1 where id = @id;
            delete from publications.news_texts where news_id = @id
            """, new { id, day = NewsRules.DayOf(body), brands = body.Brands?.ToArray() ?? [] }));
        await AddTextsAsync(write, id, body);
        return (await ReadAsync(write, id))!;
    }

    /// <summary>Deletes news.</summary>
    public static Task DeleteAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteAsync(write.Sql("delete from publications.news where id = @id", new { id }));

    private static async Task AddTextsAsync(WriteScope write, Guid id, NewsReplace body)
    {
        foreach (var text in body.Texts!)
            await write.Connection.ExecuteAsync(write.Sql(
                "insert into publications.news_texts (news_id, language, title, body) values (@id, @Language, @Title, @Body)", new { id, text.Language, text.Title, text.Body }));
    }

    private static async Task<News?> ReadAsync(WriteScope write, Guid id) =>
        (await write.Connection.QuerySingleOrDefaultAsync<NewsRow>(write.Sql($"select {Columns} from publications.news n where n.id = @id", new { id })))?.ToNews();
}
