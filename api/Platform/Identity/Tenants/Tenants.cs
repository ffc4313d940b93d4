using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Dapper;
using Npgsql;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to tenants: areas and commands create and find them here and nowhere else.</summary>
internal static class Tenants
{
    /// <summary>Creates a tenant. An organisation gets its sandbox twin with it.</summary>
    /// <returns>Id of the tenant, and of the twin of an organisation.</returns>
    public static async Task<(Guid Id, Guid? Sandbox)> CreateAsync(WriteScope write, NewTenant tenant)
    {
        var id = await InsertAsync(write, tenant, parent: null);
        return (id, tenant.Kind == TenantKinds.Organisation ? await InsertAsync(write, tenant with { Kind = TenantKinds.Sandbox }, id) : null);
    }

    /// <summary>Finds a tenant by its id or its name; null if there is none or the name is not unique.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="idOrName">Id or name.</param>
    /// <param name="sandbox">Find the sandbox twin instead of the organisation.</param>
    public static async Task<Guid?> FindAsync(WriteScope write, string idOrName, bool sandbox)
    {
        var found = (await write.Connection.QueryAsync<Guid>(write.Sql("""
            select id
            from identity.tenants
            where (id = @id or name = @name) and (kind = 'sandbox') = @sandbox
               or parent_id = @id and @sandbox
            """, new { id = Guid.TryParse(idOrName, out var id) ? id : (Guid?)null, name = idOrName, sandbox }))).Distinct().ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>The operator; null before it has been created.</summary>
    public static Task<Guid?> FindOperatorAsync(WriteScope write) =>
        write.Connection.ExecuteScalarAsync<Guid?>(write.Sql("select id from identity.tenants where kind = 'operator'"));

    /// <summary>Name and state of a tenant, locked against changes of them until the end of the act; null if there is none.</summary>
    public static async Task<TenantParty?> FindAsync(WriteScope write, Guid id) =>
        await write.Connection.QuerySingleOrDefaultAsync<TenantParty>(write.Sql("""
            select t.id, t.kind, t.name, t.state, t.vehicle_kinds, s.id as sandbox_id
            from identity.tenants t
            left join identity.tenants s on s.parent_id = t.id
            where t.id = @id
            for share of t
            """, new { id }));

    /// <summary>Names of tenants by id.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(NpgsqlConnection connection, IReadOnlyCollection<Guid> ids) =>
        (await connection.QueryAsync<(Guid Id, string Name)>("select id, name from identity.tenants where id = any (@ids)", new { ids = ids.ToArray() })).ToDictionary(tenant => tenant.Id, tenant => tenant.Name);

    /// <summary>Kind of a tenant that is there.</summary>
    public static Task<string> KindOfAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteScalarAsync<string>(write.Sql("select kind from identity.tenants where id = @id", new { id }))!;

    /// <summary>The organisation of a sandbox twin; every other tenant is its own.</summary>
    public static Task<Guid> OrganisationOfAsync(WriteScope write, Guid id) =>
        write.Connection.ExecuteScalarAsync<Guid>(write.Sql("select coalesce(parent_id, id) from identity.tenants where id = @id", new { id }));

    private static async Task<Guid> InsertAsync(WriteScope write, NewTenant tenant, Guid? parent)
    {
        var id = Guid.CreateVersion7();
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.tenants (id, kind, parent_id, name, country, vehicle_kinds)
            values (@id, @Kind, @parent, @Name, @Country, @VehicleKinds)
            """, new { id, tenant.Kind, parent, tenant.Name, tenant.Country, tenant.VehicleKinds }));
        if (tenant.Kind == TenantKinds.Operator)
            await write.Connection.ExecuteAsync(write.Sql("select identity.seed_first_party_clients(@id)", new { id }));
        await write.AuditAsync(id, "identity.tenant.created", "tenant", id.ToString(), new Dictionary<string, string?> { ["kind"] = tenant.Kind, ["name"] = tenant.Name });
        return id;
    }
}

/// <summary>A tenant to be created.</summary>
/// <param name="Kind">A value of <see cref="TenantKinds"/>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="VehicleKinds">Kinds of vehicles that it sees, <c>car</c> and <c>motorcycle</c>; empty means all.</param>
internal sealed record NewTenant(string Kind, string Name, string? Country, string[] VehicleKinds);

/// <summary>What other areas need to know of a tenant.</summary>
internal sealed record TenantParty
{
    /// <summary>Its id.</summary>
    public Guid Id { get; init; }

    /// <summary>A value of <see cref="TenantKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Name for people.</summary>
    public required string Name { get; init; }

    /// <summary><c>active</c>, <c>suspended</c> or <c>closed</c>.</summary>
    public required string State { get; init; }

    /// <summary>Kinds of vehicles that it sees; empty means all.</summary>
    public required string[] VehicleKinds { get; init; }

    /// <summary>Its sandbox twin, if it has one.</summary>
    public Guid? SandboxId { get; init; }
}
