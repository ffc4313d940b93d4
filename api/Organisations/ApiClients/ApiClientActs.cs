using Aos.Api.Organisations.ApiProducts;
using Aos.Api.Organisations.ApiSubscriptions;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Organisations.ApiClients;

/// <summary>What an organisation does with its clients, over the tables and rules of staff's administration of clients.</summary>
internal sealed class ApiClientActs(ApiProductStore products, ClientMails mails)
{
    /// <summary>Clients that an organisation may have, its sandbox included.</summary>
    private const int MaxClients = 10;

    /// <summary>Makes a client.</summary>
    public async Task<ApiClient> CreateAsync(WriteScope write, Principal caller, ApiClientCreate body)
    {
        ApiAccess.RequireOrganisation(caller);
        var organisation = (await Tenants.FindAsync(write, ApiAccess.OrganisationOf(caller)))!;
        var tenantId = TenantOf(body, caller, organisation);
        if (await ClientStore.CountOfOrganisationAsync(write, organisation.Id) >= MaxClients)
            throw ApiAccessErrors.ClientLimitReached.With(MaxClients);
        var tenant = (await ClientStore.FindTenantAsync(write, tenantId))!;
        var catalogue = await products.ListAsync(write);
        var settings = ApiClientRules.ToCreate(body, tenantId, ApiClientRules.RightsOf(body, tenant, catalogue, before: []));
        ClientRules.Check(settings, ClientShape.Of(settings), tenant, caller);
        await SubscriptionActs.RefuseUnacceptedAsync(write, tenantId, catalogue.Where(product => body.ProductCodes!.Contains(product.Code)));
        var client = await ClientCreation.RunAsync(write, Guid.CreateVersion7().ToString(), tenant, settings, body.SecretValidDays);
        await mails.TellAsync(write, client, "created", client.Secrets.Count > 0 ? client.Secrets[0].ExpiresAt : null);
        return ApiClient.Of(client, catalogue);
    }

    /// <summary>Replaces the settings of a client.</summary>
    public async Task<ApiClient> ReplaceAsync(WriteScope write, Principal caller, string id, int version, ApiClientReplace body)
    {
        var (before, tenantId) = await LockAsync(write, caller, id);
        var tenant = (await ClientStore.FindTenantAsync(write, tenantId))!;
        var catalogue = await products.ListAsync(write);
        ApiClientRules.RefuseChangeOfApproved(before, body);
        var rights = ApiClientRules.RightsOf(body, tenant, catalogue, before.Rights);
        // What only staff gives, and is no product, stays.
        var others = before.Rights.Where(code => catalogue.All(product => product.RightCode != code) && tenant.Rights.ContainsKey(code));
        var settings = ApiClientRules.ToReplace(body, before, [.. rights, .. others]);
        var shape = new ClientShape(before.Kind, before.AuthMethod, before.FirstParty).With(settings);
        ClientRules.Check(settings, shape, ApiClientRules.WithLost(tenant, rights), caller);
        await SubscriptionActs.RefuseUnacceptedAsync(write, tenantId, catalogue.Where(product => rights.Contains(product.RightCode) && !before.Rights.Contains(product.RightCode)));
        var client = await ClientStore.ReplaceAsync(write, before, shape, version, settings) ?? throw PreconditionErrors.VersionConflict.With();
        await write.AuditAsync(tenantId, "administration.client.replaced", "client", id, ClientCreation.Describe(client));
        await write.NotifyRightsAsync("c:" + id);
        await mails.TellAsync(write, client, before.State == ClientState.Active && client.State == ClientState.Disabled ? "disabled" : "changed");
        return ApiClient.Of(client, catalogue);
    }

    /// <summary>Deletes a client with its secrets and tokens.</summary>
    public async Task DeleteAsync(WriteScope write, Principal caller, string id, int version)
    {
        var (client, tenantId) = await LockAsync(write, caller, id);
        if (!await ClientStore.DeleteAsync(write, id, version))
            throw PreconditionErrors.VersionConflict.With();
        await write.AuditAsync(tenantId, "administration.client.deleted", "client", id);
        await write.NotifyRightsAsync("c:" + id);
        await mails.TellAsync(write, client, "deleted");
    }

    /// <summary>Makes a secret that takes the place of the other one, which works some days more.</summary>
    public async Task<ClientSecret> CreateSecretAsync(WriteScope write, Principal caller, string id, int? validDays)
    {
        const int OverlapDays = 7;
        var (client, tenantId) = await LockAsync(write, caller, id);
        if (client.AuthMethod != ClientAuthMethod.ClientSecret)
            throw AdministrationErrors.SecretNotUsed.With();
        await ClientStore.TouchAsync(write, id);
        var secret = await ClientSecretStore.CreateAsync(write, id, validDays ?? ClientSecretStore.DefaultValidDays);
        await ClientSecretStore.ShortenOthersAsync(write, id, secret.Id, OverlapDays);
        await write.AuditAsync(tenantId, "administration.clientSecret.created", "client", id, new Dictionary<string, string?> { ["secretId"] = secret.Id.ToString() });
        await mails.TellAsync(write, client, "secretCreated", secret.ExpiresAt);
        return secret;
    }

    /// <summary>Revokes a secret.</summary>
    public async Task DeleteSecretAsync(WriteScope write, Principal caller, string id, Guid secretId)
    {
        var (client, tenantId) = await LockAsync(write, caller, id);
        if (!await ClientSecretStore.DeleteAsync(write, id, secretId))
            throw ApiAccessErrors.SecretNotFound.With();
        await ClientStore.TouchAsync(write, id);
        await write.AuditAsync(tenantId, "administration.clientSecret.deleted", "client", id, new Dictionary<string, string?> { ["secretId"] = secretId.ToString() });
        await mails.TellAsync(write, client, "secretDeleted");
    }

    /// <summary>A client of the caller's organisation or of its sandbox, locked until the end of the act; who acts in the sandbox sees only that.</summary>
    private static async Task<(Client Client, Guid TenantId)> LockAsync(WriteScope write, Principal caller, string id)
    {
        ApiAccess.RequireOrganisation(caller);
        if (await ClientStore.LockAsync(write, id) is not { } tenantId || (tenantId != caller.TenantId && (await Tenants.FindAsync(write, caller.TenantId))?.SandboxId != tenantId))
            throw ApiAccessErrors.ClientNotFound.With();
        return (await ClientStore.ReadAsync(write, id), tenantId);
    }

    private static Guid TenantOf(ApiClientCreate body, Principal caller, TenantParty organisation)
    {
        var isSandbox = EnumTextAttribute<ApiEnvironment>.Parse(body.Environment) == ApiEnvironment.Sandbox;
        if (isSandbox && organisation.SandboxId is { } sandbox)
            return sandbox;
        return !isSandbox && caller.TenantKind != TenantKinds.Sandbox
            ? organisation.Id
            : throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = [new() { Pointer = "/environment", Code = FieldCodes.ValueNotPermitted, Detail = "There is no such environment for this caller." }] };
    }
}
