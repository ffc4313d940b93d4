using Aos.Api.Platform.Identity.Tokens;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>What a page must know to show a caller the way: the rights that there are, and who the caller is.</summary>
internal sealed record CallerFacts
{
    /// <summary>Every right, by code.</summary>
    public required IReadOnlyDictionary<string, RightFacts> Rights { get; init; }

    /// <summary>Products that the caller's organisation holds now.</summary>
    public IReadOnlySet<string> Products { get; init; } = new HashSet<string>();

    /// <summary>Language tag of the signed-in person.</summary>
    public string? Language { get; init; }

    /// <summary>E-mail address of the signed-in person.</summary>
    public string? Email { get; init; }

    /// <summary>Country of the caller's organisation, ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }
}

/// <summary>A right as far as others need to know it.</summary>
internal sealed record RightFacts
{
    public required string Code { get; init; }
    public required string Kind { get; init; }
    public string? Brand { get; init; }
    public string? VehicleKind { get; init; }
    public string? PriceModel { get; init; }
    public required string NameEn { get; init; }
    public required string NameDe { get; init; }
}

/// <summary>The door to what is known of a caller, or of a visitor.</summary>
internal sealed class CallerDirectory(NpgsqlDataSource database)
{
    /// <summary>Reads it in one round trip.</summary>
    /// <param name="caller">The caller; null for a visitor.</param>
    /// <param name="cancellation">Ends when the caller goes away.</param>
    public async Task<CallerFacts> ReadAsync(Principal? caller, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var sets = await connection.QueryMultipleAsync(new CommandDefinition("""
            select code, kind, brand, vehicle_kind, price_model, name_en, name_de from identity.rights order by code;
            select a.language, a.email, coalesce(n.country, p.country) as country,
                   array(
                       select g.code
                       from identity.tenant_rights g
                       join identity.rights r on r.code = g.code
                       where g.tenant_id = n.id and r.machine and g.state = 'active'
                         and g.valid_from <= platform.now() and (g.valid_until is null or g.valid_until > platform.now())) as products
            from identity.tenants n
            left join identity.tenants p on p.id = n.parent_id
            left join identity.accounts a on a.id = @accountId
            where n.id = @tenantId
            """, new { tenantId = caller?.TenantId, accountId = caller?.AccountId }, cancellationToken: cancellation));
        var rights = (await sets.ReadAsync<RightFacts>()).ToDictionary(right => right.Code, StringComparer.Ordinal);
        var person = await sets.ReadSingleOrDefaultAsync<PersonRow>();
        return new()
        {
            Rights = rights,
            Products = (person?.Products ?? []).ToHashSet(StringComparer.Ordinal),
            Language = person?.Language,
            Email = person?.Email,
            Country = person?.Country,
        };
    }

    private sealed record PersonRow
    {
        public string? Language { get; init; }
        public string? Email { get; init; }
        public string? Country { get; init; }
        public string[]? Products { get; init; }
    }
}
