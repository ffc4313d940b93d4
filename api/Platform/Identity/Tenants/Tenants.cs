using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Writes;
using Dapper;

namespace Aos.Api.Platform.Identity.Tenants;

/// <summary>The door to tenants: areas and commands create and find them here and nowhere else.</summary>
internal static class Tenants
{
    /// <summary>Creates a tenant. An organisation gets its sandbox twin with it.</summary>
    /// <returns>Id of the tenant, and of the twin of an organisation.</returns>
    public static async Task<(Guid Id, Guid? Sandbox)> CreateAsync(WriteScope write, string kind, string name, string? country)
    {
        var id = await InsertAsync(write, kind, name, country, parent: null);
        return (id, kind == TenantKinds.Organisation ? await InsertAsync(write, TenantKinds.Sandbox, name, country, id) : null);
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

    private static async Task<Guid> InsertAsync(WriteScope write, string kind, string name, string? country, Guid? parent)
    {
        var id = Guid.CreateVersion7();
        await write.Connection.ExecuteAsync(write.Sql("""
            insert into identity.tenants (id, kind, parent_id, name, country)
            values (@id, @kind, @parent, @name, @country)
            """, new { id, kind, parent, name, country }));
        await write.AuditAsync(id, "identity.tenant.created", "tenant", id.ToString(), new Dictionary<string, string?> { ["kind"] = kind, ["name"] = name });
        return id;
    }
}
