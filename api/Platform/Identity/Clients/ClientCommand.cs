using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Writes;
using Npgsql;

namespace Aos.Api.Platform.Identity.Clients;

/// <summary>The command <c>client create</c>: the same rules and the same act as the operation of the API.</summary>
internal sealed partial class ClientCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name for people." };
    private readonly Option<string> _tenant = new("--tenant") { Description = "Tenant that it belongs to, by id or name.", Required = true };
    private readonly Option<bool> _sandbox = new("--sandbox") { Description = "A client of the tenant's sandbox twin: it reads sandbox data." };
    private readonly Option<string?> _id = new("--id") { Description = "Its id; made up if absent." };
    private readonly Option<string[]> _scopes = Many("--scope", "A scope that its tokens may have.");
    private readonly Option<string[]> _rights = Many("--right", "A right of the client, at most those of its tenant.");
    private readonly Option<string[]> _ranges = Many("--ip-range", "Addresses (CIDR) from which it may call; all if absent.");
    private readonly Option<int?> _days = new("--secret-days") { Description = "Days until the secret expires, 1 to 366." };
    private readonly Option<string?> _kind = new("--kind") { Description = "machine (the default), web or native." };
    private readonly Option<string?> _realm = new("--realm") { Description = "Whose accounts sign in through it: portal (the default), fleet or owner." };
    private readonly Option<string?> _authMethod = new("--auth-method") { Description = "clientSecret (the default), privateKeyJwt, or none (the default of native)." };
    private readonly Option<string[]> _grants = Many("--grant", "A grant: clientCredentials (the default of a machine), authorizationCode, refreshToken or deviceCode.");
    private readonly Option<string[]> _redirects = Many("--redirect-uri", "Where codes are sent.");
    private readonly Option<string[]> _logouts = Many("--post-logout-redirect-uri", "Where the browser may be sent after log-out.");
    private readonly Option<FileInfo?> _jwks = new("--jwks") { Description = "File with its public keys (RFC 7517), for privateKeyJwt." };
    private readonly Option<bool> _dpop = new("--dpop-bound") { Description = "Bind its tokens to a key (RFC 9449)." };
    private readonly Option<bool> _pushed = new("--pushed-requests-only") { Description = "Take authorization requests only when pushed (RFC 9126)." };
    private readonly Option<string?> _algorithm = new("--id-token-algorithm") { Description = "RS256 (the default) or ES256." };
    private readonly Option<string?> _reach = new("--user-reach") { Description = "ownTenant (the default) or anyTenant." };
    private readonly Option<string[]> _audiences = Many("--audience", "An audience for which it may get tokens: api (the default), or the address of a resource server.");
    private readonly Option<string[]> _introspects = Many("--introspects", "An audience whose tokens it may introspect.");
    private readonly IReadOnlyList<string> _settings;

    private ClientCommand(IReadOnlyList<string> settings) => _settings = settings;

    public static Command Create(IReadOnlyList<string> settings)
    {
        var client = new ClientCommand(settings);
        var create = new Command("create", "Creates a client and prints its id and, if it has one, its secret, this once.")
        {
            client._name, client._tenant, client._sandbox, client._id, client._kind, client._realm, client._authMethod, client._grants, client._scopes, client._rights,
            client._redirects, client._logouts, client._jwks, client._dpop, client._pushed, client._algorithm, client._reach, client._audiences, client._introspects,
            client._ranges, client._days,
        };
        create.SetAction(client.RunAsync);
        return new Command("client", "Clients: programs that call the API with tokens of their own.") { create };
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var id = parsed.GetValue(_id) ?? Guid.CreateVersion7().ToString();
        if (!IdForm().IsMatch(id))
            throw new CommandException($"An id has 3 to 64 lower-case letters, digits and hyphens, not '{id}'.");
        await using var database = await CommandDatabase.OpenAsync(_settings, cancellationToken);
        try
        {
            var client = await database.WriteAsync(write => CreateAsync(write, id, parsed), cancellationToken);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync($"client  {client.Id}");
            if (client.Secret is not null)
                await output.WriteLineAsync($"secret  {client.Secret} (shown this once, valid until {client.Secrets[0].ExpiresAt:yyyy-MM-dd})");
            return 0;
        }
        catch (PostgresException e) when (e.ConstraintName == "clients_pkey")
        {
            throw new CommandException($"There is a client '{id}' already.");
        }
    }

    private async Task<Client> CreateAsync(WriteScope write, string id, ParseResult parsed)
    {
        var tenantId = await TenantArgument.FindAsync(write, parsed.GetValue(_tenant)!, parsed.GetValue(_sandbox));
        var settings = new ClientCreate
        {
            TenantId = tenantId.ToString(),
            Name = parsed.GetValue(_name),
            Kind = parsed.GetValue(_kind),
            Realm = parsed.GetValue(_realm),
            AuthMethod = parsed.GetValue(_authMethod),
            Grants = parsed.GetValue(_grants) is { Length: > 0 } grants ? grants : parsed.GetValue(_kind) is null or "machine" ? ["clientCredentials"] : [],
            RedirectUris = parsed.GetValue(_redirects),
            PostLogoutRedirectUris = parsed.GetValue(_logouts),
            Jwks = ReadKeys(parsed.GetValue(_jwks)),
            DpopBound = parsed.GetValue(_dpop),
            PushedRequestsOnly = parsed.GetValue(_pushed),
            IdTokenAlgorithm = parsed.GetValue(_algorithm),
            UserReach = parsed.GetValue(_reach),
            Audiences = parsed.GetValue(_audiences) is { Length: > 0 } audiences ? audiences : null,
            Introspects = parsed.GetValue(_introspects),
            Scopes = parsed.GetValue(_scopes),
            Rights = parsed.GetValue(_rights),
            IpRanges = parsed.GetValue(_ranges),
            SecretValidDays = parsed.GetValue(_days),
        };
        try
        {
            if (FieldRules.CheckBody(settings) is { Count: > 0 } wrong)
                throw new ProblemException(RequestErrors.FieldsInvalid, []) { Fields = wrong };
            var tenant = await ClientStore.FindTenantAsync(write, tenantId) is { IsOpen: true } open ? open : throw ClientRules.UnknownTenant();
            ClientRules.Check(settings, ClientShape.Of(settings), tenant, caller: null);
            return await ClientCreation.RunAsync(write, id, tenant, settings, settings.SecretValidDays);
        }
        catch (ProblemException problem) when (problem.Fields.Count > 0)
        {
            throw new CommandException(string.Join(' ', problem.Fields.Select(field => $"{OptionOf(field.Pointer!, parsed)}: {field.Detail}")));
        }
    }

    /// <summary>A file of keys has members that the operation does not take, such as x5t; a private key in it is refused by the rules.</summary>
    private static ClientKeySetCreate? ReadKeys(FileInfo? file)
    {
        if (file is null)
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(file.FullName), StoredKeys.Default.ClientKeySetCreate);
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"--jwks: '{file.FullName}' is no readable set of keys (RFC 7517).");
        }
    }

    /// <summary>The rules name a field of the operation, <c>/rights/0</c>; here it is an option, <c>--right 'x'</c>.</summary>
    private string OptionOf(string pointer, ParseResult parsed) => pointer.Split('/') switch
    {
        [_, "scopes", .. var at] => Named(_scopes, at, parsed),
        [_, "rights", .. var at] => Named(_rights, at, parsed),
        [_, "ipRanges", .. var at] => Named(_ranges, at, parsed),
        [_, "grants", .. var at] => Named(_grants, at, parsed),
        [_, "redirectUris", .. var at] => Named(_redirects, at, parsed),
        [_, "postLogoutRedirectUris", .. var at] => Named(_logouts, at, parsed),
        [_, "audiences", .. var at] => Named(_audiences, at, parsed),
        [_, "introspects", .. var at] => Named(_introspects, at, parsed),
        [_, "jwks", ..] => _jwks.Name,
        [_, "kind"] => _kind.Name,
        [_, "realm"] => _realm.Name,
        [_, "authMethod"] => _authMethod.Name,
        [_, "idTokenAlgorithm"] => _algorithm.Name,
        [_, "userReach"] => _reach.Name,
        [_, "pushedRequestsOnly"] => _pushed.Name,
        [_, "secretValidDays"] => _days.Name,
        [_, "name"] => "The name",
        _ => pointer,
    };

    private static string Named(Option<string[]> option, string[] at, ParseResult parsed) =>
        at is [var index] && parsed.GetValue(option) is { Length: > 0 } ? $"{option.Name} '{parsed.GetValue(option)![int.Parse(index, CultureInfo.InvariantCulture)]}'" : option.Name;

    private static Option<string[]> Many(string name, string description) =>
        new(name) { Description = description, DefaultValueFactory = _ => [] };

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{1,62}[a-z0-9]$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex IdForm();
}
