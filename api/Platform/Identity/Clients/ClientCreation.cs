using Aos.Api.Platform.Writes;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>Creates a client with its first secret; the same act for the operation and the command.</summary>
internal static class ClientCreation
{
    /// <summary>Runs the act after its rules were checked.</summary>
    public static async Task<Client> RunAsync(WriteScope write, string id, ClientTenant tenant, ClientCreate settings, int? secretValidDays)
    {
        var shape = ClientShape.Of(settings);
        var client = await ClientStore.CreateAsync(write, id, tenant, shape, settings);
        if (shape.AuthMethod == ClientAuthMethod.ClientSecret)
        {
            var secret = await ClientSecretStore.CreateAsync(write, id, secretValidDays ?? ClientSecretStore.DefaultValidDays);
            client = client with { Secret = secret.Secret, Secrets = [secret with { Secret = null }] };
        }

        await write.AuditAsync(tenant.Id, "administration.client.created", "client", id, Describe(client));
        return client;
    }

    /// <summary>What the audit keeps of a client's settings.</summary>
    public static Dictionary<string, string?> Describe(Client client) => new()
    {
        ["name"] = client.Name,
        ["kind"] = client.Kind.ToString(),
        ["realm"] = client.Realm.ToString(),
        ["state"] = client.State.ToString(),
        ["authMethod"] = client.AuthMethod.ToString(),
        ["grants"] = string.Join(' ', client.Grants),
        ["scopes"] = string.Join(' ', client.Scopes),
        ["rights"] = string.Join(' ', client.Rights),
        ["ipRanges"] = string.Join(' ', client.IpRanges),
        ["redirectUris"] = string.Join(' ', client.RedirectUris),
        ["postLogoutRedirectUris"] = string.Join(' ', client.PostLogoutRedirectUris),
        ["keys"] = string.Join(' ', client.Jwks?.Keys?.Select(key => key.Kid) ?? []),
        ["dpopBound"] = client.DpopBound.ToString(),
        ["pushedRequestsOnly"] = client.PushedRequestsOnly.ToString(),
        ["userReach"] = client.UserReach.ToString(),
        ["audiences"] = string.Join(' ', client.Audiences),
        ["introspects"] = string.Join(' ', client.Introspects),
        ["ownerContact"] = client.OwnerContact,
        ["dailyCap"] = client.DailyCap?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
