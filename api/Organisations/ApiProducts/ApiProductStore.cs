using System.Text.Json;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Organisations.ApiProducts;

/// <summary>Every statement about products.</summary>
internal sealed class ApiProductStore(NpgsqlDataSource database, Platform.Versions.ApiProducts served)
{
    private const string Columns = """
        p.code, p.right_code, p.scopes, p.state, p.sort_order, p.name_en, p.name_de, p.name_pl, p.summary_en, p.summary_de, p.summary_pl, p.contact_email, p.chargeable,
        p.price_list_url, p.data_files_url, p.charges, p.same_data_as, p.versions, p.conditions_version, p.conditions_url, p.needs_addresses, p.version
        """;

    /// <summary>All products in their order.</summary>
    public async Task<IReadOnlyList<ApiProductRow>> ListAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return Served(await connection.QueryAsync<ApiProductRow>(new CommandDefinition($"select {Columns} from organisations.api_products p order by p.sort_order, p.code", cancellationToken: cancellation)));
    }

    /// <summary>The same, in a transaction.</summary>
    public async Task<IReadOnlyList<ApiProductRow>> ListAsync(WriteScope write) =>
        Served(await write.Connection.QueryAsync<ApiProductRow>(write.Sql($"select {Columns} from organisations.api_products p order by p.sort_order, p.code for share")));

    /// <summary>One product; null if there is none.</summary>
    public async Task<ApiProductRow?> FindAsync(string code, CancellationToken cancellation) => (await ListAsync(cancellation)).FirstOrDefault(product => product.Code == code);

    /// <summary>Replaces what the operator sets, if the product still has this version; null if it has another one. Its operations open and close with its state.</summary>
    public async Task<ApiProductRow?> ReplaceAsync(WriteScope write, string code, int version, ApiProductReplace body)
    {
        var product = await UpdateAsync(write, code, version, body);
        if (product is not null)
            await Rights.SetAvailableAsync(write, product.RightCode, product.Stated == ApiProductState.Available);
        return product;
    }

    private async Task<ApiProductRow?> UpdateAsync(WriteScope write, string code, int version, ApiProductReplace body) =>
        Served(await write.Connection.QueryAsync<ApiProductRow>(write.Sql($"""
            update organisations.api_products p
            set state = @State, sort_order = @SortOrder, name_en = @nameEn, name_de = @nameDe, name_pl = @namePl, summary_en = @summaryEn, summary_de = @summaryDe, summary_pl = @summaryPl,
                contact_email = @ContactEmail, chargeable = @Chargeable, price_list_url = @PriceListUrl, data_files_url = @DataFilesUrl, charges = @charges::json,
                same_data_as = @sameDataAs, versions = @versions::json, conditions_version = @ConditionsVersion, conditions_url = @ConditionsUrl, version = version + 1
            where code = @code and version = @version
            returning {Columns}
            """, new
        {
            code,
            version,
            body.State,
            body.SortOrder,
            nameEn = body.Names!.En,
            nameDe = body.Names.De,
            namePl = body.Names.Pl,
            summaryEn = body.Summaries!.En,
            summaryDe = body.Summaries.De,
            summaryPl = body.Summaries.Pl,
            body.ContactEmail,
            body.Chargeable,
            body.PriceListUrl,
            body.DataFilesUrl,
            charges = JsonSerializer.Serialize(body.Charges ?? [], ApiProductsJson.Default.IReadOnlyListApiProductChargeReplace),
            sameDataAs = body.SameDataAs?.ToArray() ?? [],
            versions = JsonSerializer.Serialize(body.Versions ?? [], ApiProductsJson.Default.IReadOnlyListApiProductVersionReplace),
            body.ConditionsVersion,
            body.ConditionsUrl,
        }))).SingleOrDefault();

    /// <summary>Products for which an application of the organisation is open.</summary>
    public async Task<IReadOnlySet<string>> AppliedAsync(Guid tenantId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            "select product_code from organisations.api_application_products where tenant_id = @tenantId and is_open", new { tenantId }, cancellationToken: cancellation))).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Heading, label and paragraphs of the overview.</summary>
    public async Task<ApiOverviewRow> OverviewAsync(string language, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<ApiOverviewRow>(new CommandDefinition(
            "select heading, more_label, paragraphs from organisations.api_overview where language = @language", new { language }, cancellationToken: cancellation));
    }

    /// <summary>Replaces the texts of the overview in one language.</summary>
    public static Task SetOverviewAsync(WriteScope write, string language, ApiOverviewRow texts) => write.Connection.ExecuteAsync(write.Sql("""
        update organisations.api_overview set heading = @Heading, more_label = @MoreLabel, paragraphs = @Paragraphs where language = @language
        """, new { language, texts.Heading, texts.MoreLabel, texts.Paragraphs }));

    /// <summary>Highest version of each product's conditions that an organisation has accepted.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> AcceptedAsync(WriteScope write, Guid tenantId) =>
        (await write.Connection.QueryAsync<(string Product, int Version)>(write.Sql(
            "select product_code, max(version) from organisations.api_conditions_accepted where tenant_id = @tenantId group by product_code", new { tenantId })))
        .ToDictionary(accepted => accepted.Product, accepted => accepted.Version, StringComparer.Ordinal);

    /// <summary>Records that an organisation has accepted the conditions of a product.</summary>
    public static Task AcceptAsync(WriteScope write, Guid tenantId, string product, int version) => write.Connection.ExecuteAsync(write.Sql("""
        insert into organisations.api_conditions_accepted (tenant_id, product_code, version, accepted_by)
        values (@tenantId, @product, @version, @by)
        on conflict do nothing
        """, new { tenantId, product, version, by = $"{write.Actor.Kind}:{write.Actor.Id}" }));

    private IReadOnlyList<ApiProductRow> Served(IEnumerable<ApiProductRow> rows) =>
        [.. rows.Select(row => row with { IsServed = served.All.Any(product => product.Name == row.Code) })];
}

/// <summary>Texts of the overview in one language.</summary>
internal sealed record ApiOverviewRow
{
    public required string Heading { get; init; }
    public required string MoreLabel { get; init; }
    public required string[] Paragraphs { get; init; }
}
