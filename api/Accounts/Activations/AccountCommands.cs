using System.CommandLine;
using Aos.Api.Accounts.Mails;
using Aos.Api.Platform.Commands;
using Aos.Api.Platform.Identity.Access;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tenants;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Pages;
using Aos.Api.Platform.Secrets;
using Aos.Api.Platform.Writes;
using Microsoft.Extensions.Options;

namespace Aos.Api.Accounts.Activations;

/// <summary>The commands <c>account create</c> and <c>staff create</c>: they print a link by which the person confirms the address and chooses a password.</summary>
internal sealed class AccountCommands
{
    private const string OperatorName = "AOS operator";

    private readonly Argument<string> _email = new("EMAIL") { Description = "E-mail address." };
    private readonly Option<string> _tenant = new("--tenant") { Description = "Tenant that the person belongs to, by id or name.", Required = true };
    private readonly Option<bool> _representative = new("--representative") { Description = "The legal representative of the organisation." };
    private readonly Option<string?> _login = new("--login") { Description = "Log-in name, for people of fleet customers; without @." };
    private readonly Option<string> _first = new("--first-name") { Description = "First name.", Required = true };
    private readonly Option<string> _last = new("--last-name") { Description = "Last name.", Required = true };
    private readonly Option<string> _language = new("--language") { Description = "Language of mails and pages.", DefaultValueFactory = _ => "en-GB" };
    private readonly Option<string> _zone = new("--time-zone") { Description = "Time zone by its IANA name.", DefaultValueFactory = _ => "Europe/Berlin" };
    private readonly Option<string[]> _rights = new("--right") { Description = "A staff right; may be repeated.", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _mail = new("--mail") { Description = "Mails the link, too. Needs the settings Origin and Keys." };
    private readonly IReadOnlyList<string> _settings;

    private AccountCommands(IReadOnlyList<string> settings)
    {
        _settings = settings;
        _language.AcceptOnlyFromAmong("en-GB", "de-DE", "pl-PL");
    }

    public static Command Account(IReadOnlyList<string> settings)
    {
        var made = new AccountCommands(settings);
        var create = new Command("create", "Creates an account and prints the link that activates it, valid 7 days.")
        {
            made._email, made._tenant, made._representative, made._login, made._first, made._last, made._language, made._zone, made._mail,
        };
        create.SetAction((parsed, cancellationToken) => made.RunAsync(parsed, isStaff: false, cancellationToken));
        return new Command("account", "Accounts of people.") { create };
    }

    public static Command Staff(IReadOnlyList<string> settings)
    {
        var made = new AccountCommands(settings);
        var create = new Command("create", "Creates an account of the operator's staff and prints the link that activates it, once, valid 24 hours.")
        {
            made._email, made._rights, made._first, made._last, made._language, made._zone, made._mail,
        };
        create.SetAction((parsed, cancellationToken) => made.RunAsync(parsed, isStaff: true, cancellationToken));
        return new Command("staff", "Staff of the operator; staff signs in with a second factor.") { create };
    }

    private async Task<int> RunAsync(ParseResult parsed, bool isStaff, CancellationToken cancellationToken)
    {
        var email = parsed.GetValue(_email)!.Trim();
        Check(parsed, email);
        await using var database = await CommandDatabase.OpenAsync(_settings, cancellationToken);
        var configuration = CommandHost.CreateBuilder(_settings).Configuration;
        var mails = parsed.GetValue(_mail) ? MailsOf(database, configuration) : null;
        var (link, until) = await database.WriteAsync(async write =>
        {
            var tenant = isStaff ? await OperatorAsync(write) : await TenantArgument.FindAsync(write, parsed.GetValue(_tenant)!, sandbox: false);
            var (account, made) = await CreateAsync(write, parsed, email, tenant, isStaff);
            if (mails is not null)
                await mails.ActivationAsync(write, account, made.Link, new(made.Until, TimeSpan.Zero));
            return made;
        }, cancellationToken);
        var path = $"{AccountLinks.Activate}?link={link}";
        var origin = configuration["Origin"]?.TrimEnd('/');
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"account     {email}");
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"activation  {origin}{path} (works once, until {until:yyyy-MM-dd HH:mm} UTC)");
        return 0;
    }

    private static AccountMails MailsOf(CommandDatabase database, IConfiguration configuration) => configuration["Origin"] is { Length: > 0 } origin
        ? new(database.Messages, new PublicOrigin(origin), Options.Create(configuration.GetSection("Portal").Get<Portal>() ?? new()), database.Time)
        : throw new CommandException("The link can be mailed (--mail) only if the setting Origin says where it leads.");

    private async Task<(Account Account, (string Link, DateTime Until) Made)> CreateAsync(WriteScope write, ParseResult parsed, string email, Guid tenantId, bool isStaff)
    {
        var kind = await Tenants.KindOfAsync(write, tenantId);
        var realm = kind switch { "fleetCustomer" => Realms.Fleet, "owner" => Realms.Owner, _ => Realms.Portal };
        if (!isStaff && kind == TenantKinds.Operator)
            throw new CommandException("Staff is made by the command 'staff create'.");
        var login = isStaff ? null : parsed.GetValue(_login);
        if ((realm == Realms.Fleet) != (login is not null) || login?.Contains('@', StringComparison.Ordinal) == true)
            throw new CommandException("People of fleet customers, and only they, have a log-in name (--login), which holds no '@'.");
        var id = await AccountCreation.CreateAsync(write, new()
        {
            TenantId = tenantId,
            Realm = realm,
            Login = login,
            Email = email,
            FirstName = parsed.GetValue(_first)!,
            LastName = parsed.GetValue(_last)!,
            Language = parsed.GetValue(_language)!,
            TimeZone = parsed.GetValue(_zone)!,
            IsRepresentative = !isStaff && parsed.GetValue(_representative),
        }) ?? throw new CommandException($"There is an account '{login ?? email}' already.");
        foreach (var right in isStaff ? parsed.GetValue(_rights)! : [])
            await GrantAsync(write, tenantId, id, right);
        var account = new Account { Id = id, TenantId = tenantId, Realm = realm, Email = email, Language = parsed.GetValue(_language)!, TimeZone = parsed.GetValue(_zone)! };
        return (account, await Activations.MakeAsync(write, id, tenantId, isStaff ? Activations.StaffLife : Activations.Life));
    }

    private static async Task GrantAsync(WriteScope write, Guid tenantId, Guid id, string right)
    {
        await Rights.RefuseUnknownAsync(write, right, plan: null);
        if (!await AccountCreation.GrantAsync(write, tenantId, id, right))
            throw new CommandException($"'{right}' is no right of staff.");
    }

    private static async Task<Guid> OperatorAsync(WriteScope write) =>
        await Tenants.FindOperatorAsync(write) ?? (await Tenants.CreateAsync(write, new(TenantKinds.Operator, OperatorName, null, []))).Id;

    private void Check(ParseResult parsed, string email)
    {
        if (!Messages.IsPublicAddress(email.Trim()))
            throw new CommandException($"'{email}' is no e-mail address.");
        if (new[] { parsed.GetValue(_first)!, parsed.GetValue(_last)! }.Any(name => string.IsNullOrWhiteSpace(name) || name.Length > 100 || name.Any(char.IsControl)))
            throw new CommandException("A name has 1 to 100 printable characters.");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(parsed.GetValue(_zone)!, out _))
            throw new CommandException($"There is no time zone '{parsed.GetValue(_zone)}'.");
    }
}
