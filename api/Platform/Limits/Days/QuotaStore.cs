using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Limits.Days;

/// <summary>What a node asked of the units of a day.</summary>
/// <param name="Needed">Units without which nothing is granted.</param>
/// <param name="Block">Units that are wanted as long as enough are left.</param>
/// <param name="Returned">Units that the node gives back with it.</param>
/// <param name="Limit">Units of the day.</param>
internal readonly record struct LeaseWish(long Needed, long Block, long Returned, long Limit);

/// <summary>What a lease brought.</summary>
/// <param name="Date">The day, by the database's clock.</param>
/// <param name="Granted">Units granted.</param>
/// <param name="Used">Units of the day that are spent or held by nodes.</param>
/// <param name="Told">Percent of the limit of which the tenant has been told.</param>
/// <param name="SecondsLeft">Seconds to the end of the day.</param>
internal readonly record struct Lease(DateOnly Date, long Granted, long Used, short Told, double SecondsLeft);

/// <summary>Units that a node gives back.</summary>
internal readonly record struct ReturnedUnits(DateOnly Date, QuotaKey Key, long Units);

/// <summary>Every statement about the units of a day. But for the list of limits none belongs to a request: most requests need none.</summary>
internal sealed class QuotaStore(NpgsqlDataSource database)
{
    /// <summary>Takes a block while more than 5 % of the day is left, else only what is needed, and nothing at all if that is more than is left.</summary>
    public async Task<Lease> LeaseAsync(QuotaKey key, LeaseWish wish)
    {
        await using var connection = await database.OpenConnectionAsync();
        var free = wish.Limit - LeasedDay.ReserveOf(wish.Limit);
        var row = await connection.QuerySingleAsync<(DateOnly Date, long Granted, long Used, short Told, double SecondsLeft)>("""
            /* worker */
            insert into platform.quotas as q (day, tenant_id, product, client_id, used, granted)
            values ((platform.now() at time zone 'UTC')::date, @TenantId, @Product, @ClientId, @first, @first)
            on conflict (day, tenant_id, product, client_id) do update
            set granted = case when q.used - @Returned + @Needed <= @Limit then greatest(@Needed, least(@Block, @free - q.used + @Returned)) else 0 end,
                used = q.used - @Returned + case when q.used - @Returned + @Needed <= @Limit then greatest(@Needed, least(@Block, @free - q.used + @Returned)) else 0 end
            returning day, granted, used, told, extract(epoch from ((day + 1)::timestamp at time zone 'UTC') - platform.now())::float8
            """,
            new
            {
                key.TenantId,
                key.Product,
                key.ClientId,
                wish.Needed,
                wish.Block,
                wish.Returned,
                wish.Limit,
                free,
                first = wish.Needed <= wish.Limit ? Math.Max(wish.Needed, Math.Min(wish.Block, free)) : 0,
            });
        return new(row.Date, row.Granted, row.Used, row.Told, row.SecondsLeft);
    }

    /// <summary>Units of today that are spent or held by nodes, by tenant and product.</summary>
    public async Task<IReadOnlyDictionary<QuotaKey, long>> UsedAsync(IReadOnlyCollection<Guid> tenants, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(Guid TenantId, string Product, long Used)>(new CommandDefinition("""
            select tenant_id, product, used
            from platform.quotas
            where day = (platform.now() at time zone 'UTC')::date and tenant_id = any(@tenants) and client_id = ''
            """, new { tenants = tenants.ToArray() }, cancellationToken: cancellation));
        return rows.ToDictionary(row => new QuotaKey(row.TenantId, row.Product, ""), row => row.Used);
    }

    /// <summary>Gives units back. The rows are locked in order, so that nodes do not wait for each other in a circle.</summary>
    public static Task ReturnAsync(NpgsqlConnection connection, IReadOnlyCollection<ReturnedUnits> returned) => connection.ExecuteAsync("""
        /* worker */
        with r as (
            select day, tenant_id, product, client_id, units
            from unnest(@days, @tenants, @products, @clients, @units) as r (day, tenant_id, product, client_id, units)),
        locked as (
            select q.day, q.tenant_id, q.product, q.client_id
            from platform.quotas q
            join r on r.day = q.day and r.tenant_id = q.tenant_id and r.product = q.product and r.client_id = q.client_id
            order by q.day, q.tenant_id, q.product, q.client_id
            for update of q)
        update platform.quotas q
        set used = q.used - r.units
        from r
        join locked l on l.day = r.day and l.tenant_id = r.tenant_id and l.product = r.product and l.client_id = r.client_id
        where q.day = r.day and q.tenant_id = r.tenant_id and q.product = r.product and q.client_id = r.client_id
        """,
        new
        {
            days = returned.Select(one => one.Date).ToArray(),
            tenants = returned.Select(one => one.Key.TenantId).ToArray(),
            products = returned.Select(one => one.Key.Product).ToArray(),
            clients = returned.Select(one => one.Key.ClientId).ToArray(),
            units = returned.Select(one => one.Units).ToArray(),
        });

    /// <summary>Removes days that are over.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            "/* worker */ delete from platform.quotas where day < (platform.now() at time zone 'UTC')::date - 7", cancellationToken: cancellation));
    }
}
