using System.Text.Json;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Database;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Clients;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Sample;

/// <summary>People of the sample who can sign in: a user and the legal representative of the demo organisation, and somebody of the staff. Their passwords are random and stand beside the data, for their owner alone.</summary>
internal sealed class DemoPeople(IOptions<DatabaseOptions> options, AccountManagers managers, Writes.Writes writes)
{
    private const string FileName = "demo-people.json";
    private const string App = "demo-app";
    private const string Staff = "ada@operator.example";

    private static readonly NewAccount[] People =
    [
        new() { TenantId = default, Realm = Realms.Portal, Email = "claire.smith@example.com", FirstName = "Claire", LastName = "Smith", Title = "ms" },
        new() { TenantId = default, Realm = Realms.Portal, Email = "john.smith@example.com", FirstName = "John", LastName = "Smith", Title = "mr", IsRepresentative = true },
        new() { TenantId = default, Realm = Realms.Portal, Email = Staff, FirstName = "Ada", LastName = "Hill", Title = "ms" },
    ];

    /// <summary>Makes the people that are missing, and new passwords when their file is gone.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var directory = options.Value.Files.Root;
        var known = ReadAll(directory);
        if (People.All(person => known.ContainsKey(person.Email)))
            return;
        var passwords = await writes.RunAsync(Actor.System, requestId: null, async write =>
        {
            var (organisation, house) = (await Tenants.FindAsync(write, DemoAccess.OrganisationName, sandbox: false), await Tenants.FindOperatorAsync(write));
            var made = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var person in People)
                if ((person.Email == Staff ? house : organisation) is { } tenant)
                    made[person.Email] = await EnsureAsync(write, person with { TenantId = tenant });
            if (await Tenants.FindAsync(write, DemoAccess.OrganisationName, sandbox: true) is { } sandbox)
                await EnsureAppAsync(write, sandbox);
            return made;
        }, cancellationToken);
        PrivateFile.Write(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(passwords, DemoJson.Default.DictionaryStringString));
    }

    /// <summary>A program through which they act in the sandbox twin of their organisation, and so see the sample vehicles.</summary>
    private static async Task EnsureAppAsync(WriteScope write, Guid sandbox)
    {
        if (await ClientStore.LockAsync(write, App) is not null)
            return;
        var settings = new ClientCreate
        {
            Name = "Demo app",
            Kind = "native",
            Grants = ["authorizationCode", "refreshToken", "deviceCode"],
            Scopes = [Scopes.OpenId, Scopes.Profile, Scopes.Email, Scopes.OfflineAccess, Scopes.VehicleRead],
            Rights = [],
            RedirectUris = ["http://127.0.0.1/callback", "http://[::1]/callback"],
        };
        var tenant = (await ClientStore.FindTenantAsync(write, sandbox))!;
        ClientRules.Check(settings, ClientShape.Of(settings), tenant, caller: null);
        await ClientCreation.RunAsync(write, App, tenant, settings, secretValidDays: null);
    }

    /// <summary>What is told about them; empty without them.</summary>
    public static string Describe(string dataDirectory, string address)
    {
        var known = ReadAll(dataDirectory);
        return known.Count == 0 ? "" : $"Sign in at {address}/account/sign-in (passwords of this installation alone):\n"
            + string.Concat(known.Select(person => $"  {person.Key,-26}{person.Value}{(person.Key == Staff ? " (staff: sets up a second factor)" : "")}\n"));
    }

    /// <summary>Passwords by e-mail address; empty if there is no readable file.</summary>
    public static Dictionary<string, string> ReadAll(string dataDirectory)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(dataDirectory, FileName)), DemoJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return [];
        }
    }

    private async Task<string> EnsureAsync(WriteScope write, NewAccount person)
    {
        var manager = managers.For(write);
        if (await manager.FindInAsync(person.Realm, person.Email) is not { } account)
        {
            var id = await AccountCreation.CreateAsync(write, person);
            account = (await manager.FindAsync(id!.Value))!;
        }

        foreach (var right in person.Email == Staff ? await Rights.StaffCodesAsync(write) : [])
            await AccountCreation.GrantAsync(write, person.TenantId, account.Id, right);
        var password = AccountManager.RandomPassword();
        await manager.SetPasswordAsync(account, password);
        account.State = AccountStates.Active;
        await manager.SaveAsync(account);
        return password;
    }
}
