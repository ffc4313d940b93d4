using Aos.Api.Platform.Writes;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Creates a client with its first secret; the same act for the operation and the command.</summary>
internal static class ClientCreation
{
    /// <summary>Runs the act after its rules were checked.</summary>
    public static async Task<Client> RunAsync(WriteScope write, string id, ClientTenant tenant, ClientSettings settings, int? secretValidDays)
    {
        var client = await ClientStore.CreateAsync(write, id, tenant, settings);
        var secret = await ClientSecretStore.CreateAsync(write, id, secretValidDays ?? ClientSecretStore.DefaultValidDays);
        await write.AuditAsync(tenant.Id, "administration.client.created", "client", id, Describe(client));
        return client with { Secret = secret.Secret, Secrets = [secret with { Secret = null }] };
    }

    /// <summary>What the audit keeps of a client's settings.</summary>
    public static Dictionary<string, string?> Describe(Client client) => new()
    {
        ["name"] = client.Name,
        ["state"] = client.State.ToString(),
        ["scopes"] = string.Join(' ', client.Scopes),
        ["rights"] = string.Join(' ', client.Rights),
        ["ipRanges"] = string.Join(' ', client.IpRanges),
    };
}
