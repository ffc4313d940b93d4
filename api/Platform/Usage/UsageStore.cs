using System.Globalization;
using System.Text;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Usage;

/// <summary>Every statement that reads usage.</summary>
internal sealed class UsageStore(NpgsqlDataSource database)
{
    /// <summary>Usage, newest day first, then by organisation, environment, product, client and operation.</summary>
    /// <param name="filter">Which, and what it is divided by.</param>
    /// <param name="byTenant">Divide by organisations too.</param>
    /// <param name="after">The last item of the page before.</param>
    /// <param name="take">Number of items.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<IReadOnlyList<UsageItem>> ListAsync(UsageFilter filter, bool byTenant, UsagePlace? after, int take, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return [.. (await connection.QueryAsync<Row>(new CommandDefinition($"""
            select used_on, tenant_id, environment, product, client_id, operation, units, calls, successful, unchanged, refused, failed
            from ({Grouped(filter, byTenant)}) g
            {(after is null ? "" : """
                where used_on < @afterDay
                   or used_on = @afterDay and (tenant_id, environment, product, client_id, operation) > (@afterTenant, @afterEnvironment, @afterProduct, @afterClient, @afterOperation)
                """)}
            order by used_on desc, tenant_id, environment, product, client_id, operation
            limit @take
            """, Values(filter, after, take), cancellationToken: cancellation))).Select(row => row.ToItem(filter, byTenant))];
    }

    /// <summary>Number of items in the list, and whether it is longer than that.</summary>
    public async Task<(int Total, bool IsCapped)> CountAsync(UsageFilter filter, bool byTenant, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var count = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from ({Grouped(filter, byTenant)} limit {Lists.PageQuery.TotalCap} + 1) g", Values(filter, after: null, take: 0), cancellationToken: cancellation));
        return (Math.Min(count, Lists.PageQuery.TotalCap), count > Lists.PageQuery.TotalCap);
    }

    // What the list is not divided by has the same value everywhere, so that the order is one and the same.
    private static string Grouped(UsageFilter filter, bool byTenant)
    {
        var sql = new StringBuilder("select ")
            .Append(filter.Divides(UsageDimension.Day) ? "day" : "date '2000-01-01'").Append(" as used_on, ")
            .Append(byTenant ? "organisation_id" : "'00000000-0000-0000-0000-000000000000'::uuid").Append(" as tenant_id, environment, ")
            .Append(filter.Divides(UsageDimension.Product) ? "product" : "''").Append(" as product, ")
            .Append(filter.Divides(UsageDimension.Client) ? "client_id" : "''").Append(" as client_id, ")
            .Append(filter.Divides(UsageDimension.Operation) ? "operation" : "''").Append(" as operation, ")
            .Append("""
                sum(units)::bigint as units, sum(calls)::bigint as calls, sum(successful)::bigint as successful,
                sum(unchanged)::bigint as unchanged, sum(refused)::bigint as refused, sum(failed)::bigint as failed
                from platform.usage
                where day >= @From and day < @To
                """);
        if (filter.OrganisationId is not null)
            sql.Append(" and organisation_id = @OrganisationId");
        if (filter.Environment is not null)
            sql.Append(" and environment = @Environment");
        if (filter.Products.Length > 0)
            sql.Append(" and product = any(@Products)");
        if (filter.Clients.Length > 0)
            sql.Append(" and client_id = any(@Clients)");
        if (filter.Operations.Length > 0)
            sql.Append(" and operation = any(@Operations)");
        return sql.Append(" group by 1, 2, 3, 4, 5, 6").ToString();
    }

    private static object Values(UsageFilter filter, UsagePlace? after, int take) => new
    {
        filter.From,
        filter.To,
        filter.OrganisationId,
        filter.Environment,
        filter.Products,
        filter.Clients,
        filter.Operations,
        afterDay = after?.Day,
        afterTenant = after?.TenantId,
        afterEnvironment = after?.Environment,
        afterProduct = after?.Product,
        afterClient = after?.ClientId,
        afterOperation = after?.Operation,
        take,
    };

    private sealed record Row
    {
        public DateOnly UsedOn { get; init; }
        public Guid TenantId { get; init; }
        public required string Environment { get; init; }
        public required string Product { get; init; }
        public required string ClientId { get; init; }
        public required string Operation { get; init; }
        public long Units { get; init; }
        public long Calls { get; init; }
        public long Successful { get; init; }
        public long Unchanged { get; init; }
        public long Refused { get; init; }
        public long Failed { get; init; }

        public UsageItem ToItem(UsageFilter filter, bool byTenant) => new()
        {
            UsedOn = filter.Divides(UsageDimension.Day) ? UsedOn : null,
            TenantId = byTenant ? TenantId : null,
            Environment = Enum.Parse<UsageEnvironment>(Environment, ignoreCase: true),
            Product = Product.Length == 0 ? null : Product,
            ClientId = ClientId.Length == 0 ? null : ClientId,
            Operation = Operation.Length == 0 ? null : Operation,
            Units = Units,
            Calls = Calls,
            Successful = Successful,
            Unchanged = Unchanged,
            Refused = Refused,
            Failed = Failed,
        };
    }
}

/// <summary>A place in the order of usage.</summary>
internal sealed record UsagePlace(DateOnly Day, Guid TenantId, string Environment, string Product, string ClientId, string Operation)
{
    private static readonly DateOnly Undivided = new(2000, 1, 1);

    /// <summary>The parts as text, for cursors.</summary>
    public string[] Texts => [Day.ToString("O", CultureInfo.InvariantCulture), TenantId.ToString(), Environment, Product, ClientId, Operation];

    public static UsagePlace Of(UsageItem last) => new(
        last.UsedOn ?? Undivided, last.TenantId ?? Guid.Empty, last.Environment == UsageEnvironment.Sandbox ? "sandbox" : "production",
        last.Product ?? "", last.ClientId ?? "", last.Operation ?? "");

    public static UsagePlace? Read(string?[]? texts) => texts is [{ } day, { } tenant, { } environment, { } product, { } client, { } operation]
        ? new(DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture), Guid.Parse(tenant), environment, product, client, operation)
        : null;
}
