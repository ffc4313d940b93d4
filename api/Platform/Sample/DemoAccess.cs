using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Demo;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Sample;

/// <summary>
/// The operator's client and the demo organisation with its sandbox client. Makes what is missing, with the same acts as
/// the commands and operations, and never takes anything away.
/// </summary>
internal sealed class DemoAccess(IOptions<DatabaseOptions> options, DemoStore store, Writes.Writes writes)
{
    private const string OperatorName = "AOS operator";
    internal const string OrganisationName = "Demo workshop";
    private const string SandboxPlan = "sandbox";

    public async Task EnsureAsync(IReadOnlyList<SampleOutcome> samples, CancellationToken cancellationToken)
    {
        var directory = options.Value.Files.Root;
        var secrets = DemoClient.ReadAll(directory);
        DemoWish[] wishes =
        [
            new(DemoClient.Operator, [Scopes.Administration], OperatorRights(samples), []),
            new(
                DemoClient.Workshop,
                [.. samples.Select(sample => sample.Scope)],
                samples.ToDictionary(sample => sample.ProductRight, _ => (string?)SandboxPlan, StringComparer.Ordinal),
                [.. samples.SelectMany(sample => sample.Brands)]),
        ];
        if (await store.IsCompleteAsync(wishes, secrets, cancellationToken))
            return;

        var made = await writes.RunAsync(Actor.System, requestId: null, async write => new Dictionary<string, string>
        {
            [DemoClient.Operator] = await EnsureAsync(write, wishes[0], await OperatorAsync(write), secrets),
            [DemoClient.Workshop] = await EnsureAsync(write, wishes[1], await SandboxAsync(write), secrets),
        }, cancellationToken);
        DemoClient.WriteAll(directory, made);
    }

    /// <summary>The demo organisation; null if its name is gone.</summary>
    public Task<Guid?> FindOrganisationAsync(CancellationToken cancellationToken) =>
        writes.RunAsync(Actor.System, requestId: null, write => Tenants.FindAsync(write, OrganisationName, sandbox: false), cancellationToken);

    // Samples and scripts play the operator with it, so that everything can be tried.
    private static readonly string[] StaffRights =
    [
        ClientsController.Right, "registrations.administer", "organisations.administer", "permissions.administer", "applications.decide", "content.administer", "users.administer", "audit.read",
    ];

    private static Dictionary<string, string?> OperatorRights(IReadOnlyList<SampleOutcome> samples) =>
        StaffRights.Union(samples.Select(sample => sample.StaffRight).OfType<string>()).ToDictionary(right => right, _ => (string?)null, StringComparer.Ordinal);

    private static async Task<Guid> OperatorAsync(WriteScope write) =>
        await DemoStore.TenantOfAsync(write, DemoClient.Operator)
        ?? await DemoStore.OperatorAsync(write)
        ?? (await Tenants.CreateAsync(write, new(TenantKinds.Operator, OperatorName, null, []))).Id;

    private static async Task<Guid> SandboxAsync(WriteScope write) =>
        await DemoStore.TenantOfAsync(write, DemoClient.Workshop)
        ?? await Tenants.FindAsync(write, OrganisationName, sandbox: true)
        ?? (await Tenants.CreateAsync(write, new(TenantKinds.Organisation, OrganisationName, null, []))).Sandbox!.Value;

    /// <summary>Gives the secret that is valid afterwards.</summary>
    private static async Task<string> EnsureAsync(WriteScope write, DemoWish wish, Guid tenantId, Dictionary<string, string> secrets)
    {
        foreach (var right in await DemoStore.MissingTenantRightsAsync(write, tenantId, wish))
            await Rights.GrantAsync(write, tenantId, right, wish.Rights.GetValueOrDefault(right), until: null, "administrator", "sample data");

        var tenant = (await ClientStore.FindTenantAsync(write, tenantId))!;
        var machineRights = wish.Rights.Keys.ToList();
        if (!await DemoStore.ExistsAsync(write, wish.ClientId))
            return await CreateAsync(write, wish, machineRights, tenant);

        await DemoStore.AddAsync(write, wish.ClientId, tenantId, wish.Scopes, machineRights);
        return secrets.TryGetValue(wish.ClientId, out var secret) && await DemoStore.IsValidAsync(write, wish.ClientId, secret)
            ? secret
            : await DemoStore.ReplaceSecretAsync(write, wish.ClientId, tenantId);
    }

    private static async Task<string> CreateAsync(WriteScope write, DemoWish wish, List<string> rights, ClientTenant tenant)
    {
        var settings = new ClientCreate
        {
            Name = wish.ClientId == DemoClient.Operator ? "Demo operator" : "Demo workshop",
            Grants = ["clientCredentials"],
            Scopes = wish.Scopes,
            Rights = rights,
        };
        ClientRules.Check(settings, ClientShape.Of(settings), tenant, caller: null);
        return (await ClientCreation.RunAsync(write, wish.ClientId, tenant, settings, secretValidDays: null)).Secret!;
    }
}
