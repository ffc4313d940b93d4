using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.ApiApplications;

/// <summary>Every statement about applications.</summary>
internal sealed class ApiApplicationStore(NpgsqlDataSource database)
{
    /// <summary>Days in which a question must be answered.</summary>
    public const int AnswerDays = 30;

    private const string Columns = """
        a.id, a.tenant_id, a.account_id, a.state, a.purpose, a.software_description, a.expected_calls, a.countries, a.contact_name, a.contact_email, a.contact_phone,
        a.redirect_uris, a.webhook_url, a.submitted_at, a.review_due_on, a.answer_due_at, a.decided_at, a.decided_by, a.reason, a.brand_permissions, a.version,
        array(select p.product_code from organisations.api_application_products p where p.application_id = a.id order by p.product_code) as products,
        array(select p.conditions_version from organisations.api_application_products p where p.application_id = a.id order by p.product_code) as conditions_versions,
        array(select coalesce(p.plan_code, '') from organisations.api_application_products p where p.application_id = a.id order by p.product_code) as plan_codes,
        (select coalesce(json_agg(json_build_object('kind', m.kind, 'text', m.text, 'at', m.written_at) order by m.written_at, m.id), '[]')
         from organisations.api_application_messages m where m.application_id = a.id)::text as messages
        """;

    /// <summary>One page of applications, newest first.</summary>
    /// <param name="tenantId">Only of this organisation.</param>
    /// <param name="query">Filters.</param>
    /// <param name="after">Time and id of the last application of the page before.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<ApiApplicationRow>> ListAsync(Guid? tenantId, ApiApplicationFilters query, (DateTime At, Guid Id)? after, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ApiApplicationRow>(new CommandDefinition($"""
            select {Columns}
            from organisations.api_applications a
            where (@tenantId is null or a.tenant_id = @tenantId)
              and (@state is null or a.state = @state)
              and (@product is null or exists (select from organisations.api_application_products p where p.application_id = a.id and p.product_code = @product))
              and (@afterId is null or (a.submitted_at, a.id) < (@afterAt, @afterId))
            order by a.submitted_at desc, a.id desc
            limit @take
            """, new { tenantId, state = query.State, product = query.ProductCode, afterAt = after?.At, afterId = after?.Id, take = query.Take + 1 }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Every application of an organisation and its sandbox, oldest first, for its copy.</summary>
    public async Task<IReadOnlyList<ApiApplicationRow>> AllAsync(Guid[] tenantIds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<ApiApplicationRow>(new CommandDefinition(
            $"/* worker */ select {Columns} from organisations.api_applications a where a.tenant_id = any (@tenantIds) order by a.submitted_at, a.id", new { tenantIds }, cancellationToken: cancellation))).AsList();
    }

    /// <summary>Number of applications in a list, at most the cap and one.</summary>
    public async Task<int> CountAsync(Guid? tenantId, ApiApplicationFilters query, int cap, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            select count(*) from (
                select from organisations.api_applications a
                where (@tenantId is null or a.tenant_id = @tenantId)
                  and (@state is null or a.state = @state)
                  and (@product is null or exists (select from organisations.api_application_products p where p.application_id = a.id and p.product_code = @product))
                limit @cap + 1) capped
            """, new { tenantId, state = query.State, product = query.ProductCode, cap }, cancellationToken: cancellation));
    }

    /// <summary>One application; null if there is none, or it is another organisation's.</summary>
    /// <param name="id">Id.</param>
    /// <param name="tenantId">Organisation whose application it must be; null for the reviewer.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<ApiApplicationRow?> FindAsync(Guid id, Guid? tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<ApiApplicationRow>(new CommandDefinition(
            $"select {Columns} from organisations.api_applications a where a.id = @id and (@tenantId is null or a.tenant_id = @tenantId)", new { id, tenantId }, cancellationToken: cancellation));
    }

    /// <summary>Names of the organisations of applications.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<ApiApplicationRow> rows, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await Tenants.NamesAsync(connection, [.. rows.Select(row => row.TenantId).Distinct()]);
    }

    /// <summary>The same in a transaction, locked until its end.</summary>
    public static async Task<ApiApplicationRow?> LockAsync(WriteScope write, Guid id, Guid? tenantId)
    {
        var found = await write.Connection.ExecuteScalarAsync<Guid?>(write.Sql(
            "select a.id from organisations.api_applications a where a.id = @id and (@tenantId is null or a.tenant_id = @tenantId) for update", new { id, tenantId }));
        return found is null ? null : await ReadAsync(write, id);
    }

    /// <summary>An application that is there, as this transaction sees it.</summary>
    public static Task<ApiApplicationRow> ReadAsync(WriteScope write, Guid id) =>
        write.Connection.QuerySingleAsync<ApiApplicationRow>(write.Sql($"select {Columns} from organisations.api_applications a where a.id = @id", new { id }));

    /// <summary>Adds an application; null, with nothing written, if one for the same product is open.</summary>
    public static async Task<ApiApplicationRow?> AddAsync(WriteScope write, Guid tenantId, Guid accountId, ApiApplicationCreate body, DateOnly reviewDueOn)
    {
        var id = Guid.CreateVersion7();
        var versions = body.AcceptedConditions!.ToDictionary(accepted => accepted.ProductCode!, accepted => accepted.Version!.Value, StringComparer.Ordinal);
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.api_applications
                (id, tenant_id, account_id, purpose, software_description, expected_calls, countries, contact_name, contact_email, contact_phone, redirect_uris, webhook_url, review_due_on)
            values (@id, @tenantId, @accountId, @Purpose, @SoftwareDescription, @ExpectedCalls, @countries, @name, @email, @phone, @redirectUris, @webhookUrl, @reviewDueOn::date)
            """, new
        {
            id,
            tenantId,
            accountId,
            body.Purpose,
            body.SoftwareDescription,
            body.ExpectedCalls,
            countries = body.Countries!.ToArray(),
            name = body.TechnicalContact!.Name,
            email = body.TechnicalContact.Email,
            phone = body.TechnicalContact.Phone,
            redirectUris = body.RedirectUris?.ToArray() ?? [],
            webhookUrl = string.IsNullOrEmpty(body.WebhookUrl) ? null : body.WebhookUrl,
            reviewDueOn = reviewDueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        }));
        var added = await write.Connection.ExecuteAsync(write.Sql("""
            insert into organisations.api_application_products (application_id, tenant_id, product_code, conditions_version)
            select @id, @tenantId, n.code, n.version from unnest(@codes, @versions) as n (code, version)
            on conflict (tenant_id, product_code) where is_open do nothing
            """, new { id, tenantId, codes = body.ProductCodes!.ToArray(), versions = body.ProductCodes!.Select(code => versions[code]).ToArray() }));
        return added == body.ProductCodes!.Count ? await ReadAsync(write, id) : null;
    }

    /// <summary>Products of which one is open in another application of the organisation.</summary>
    public static Task<string?> OpenProductAsync(WriteScope write, Guid tenantId, IEnumerable<string> codes) => write.Connection.ExecuteScalarAsync<string?>(write.Sql(
        "select min(product_code) from organisations.api_application_products where tenant_id = @tenantId and is_open and product_code = any (@codes)", new { tenantId, codes = codes.ToArray() }));

    /// <summary>Adds a question or an answer and moves the application on.</summary>
    public static Task SayAsync(WriteScope write, Guid id, ApiApplicationMessageKind kind, string text) => write.Connection.ExecuteAsync(write.Sql("""
        insert into organisations.api_application_messages (id, application_id, kind, text, written_by) values (@messageId, @id, @kind, @text, @by);
        update organisations.api_applications
        set state = case when @isQuestion then 'waitingForApplicant' else 'submitted' end,
            answer_due_at = case when @isQuestion then platform.now() + make_interval(days => @days) end, version = version + 1
        where id = @id
        """, new
    {
        id,
        messageId = Guid.CreateVersion7(),
        kind = kind == ApiApplicationMessageKind.Question ? "question" : "answer",
        isQuestion = kind == ApiApplicationMessageKind.Question,
        text,
        by = $"{write.Actor.Kind}:{write.Actor.Id}",
        days = AnswerDays,
    }));

    /// <summary>Ends an application.</summary>
    public static Task EndAsync(WriteScope write, Guid id, string state, string? reason = null, IReadOnlyList<string>? brands = null) => write.Connection.ExecuteAsync(write.Sql("""
        update organisations.api_applications
        set state = @state, decided_at = platform.now(), decided_by = @by, reason = @reason, brand_permissions = @brands, answer_due_at = null, version = version + 1
        where id = @id;
        update organisations.api_application_products set is_open = false where application_id = @id
        """, new { id, state, reason, brands = brands?.ToArray() ?? [], by = $"{write.Actor.Kind}:{write.Actor.Id}" }));

    /// <summary>Writes down the plan of a product that is granted.</summary>
    public static Task SetPlanAsync(WriteScope write, Guid id, string product, string plan) => write.Connection.ExecuteAsync(write.Sql(
        "update organisations.api_application_products set plan_code = @plan where application_id = @id and product_code = @product", new { id, product, plan }));

    /// <summary>Address of the technical contact for a product: that of the application which was approved last; null without one.</summary>
    public static Task<string?> ContactOfAsync(WriteScope write, Guid tenantId, string product) => write.Connection.ExecuteScalarAsync<string?>(write.Sql("""
        select a.contact_email
        from organisations.api_applications a
        join organisations.api_application_products p on p.application_id = a.id
        where a.tenant_id = @tenantId and p.product_code = @product and a.state = 'approved'
        order by a.decided_at desc
        limit 1
        """, new { tenantId, product }));

    /// <summary>Applications whose question was not answered in time, except some.</summary>
    public async Task<IReadOnlyList<Guid>> OverdueAsync(Guid[] except, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<Guid>(new CommandDefinition("""
            /* worker */
            select id from organisations.api_applications
            where state = 'waitingForApplicant' and answer_due_at <= platform.now() and id <> all(@except)
            order by answer_due_at
            limit 100
            """, new { except }, cancellationToken: cancellation))).AsList();
    }
}
