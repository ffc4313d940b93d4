using System.Globalization;
using Aos.Api.Accounts.Profile;
using Aos.Api.OAuth.Sessions;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Writes;
using Microsoft.AspNetCore.Mvc;

namespace Aos.Api.Accounts.Pages;

/// <summary>The own data (USER-1 to USER-4). A change is valid at once; one made on an old page is refused.</summary>
internal sealed class OwnDataPage(SignInSessions sessions, AccountDirectory accounts, Profiles profiles, Writes writes) : AccountPage(sessions, accounts)
{
    private static readonly Lazy<IReadOnlyList<(string Value, string Text)>> Zones = new(ReadZones);

    protected override string TextGroup => "data";

    /// <summary>What the form shows.</summary>
    public ProfileReplace Data { get; private set; } = null!;

    /// <summary>Version of the account that the form shows.</summary>
    public int Version { get; private set; }

    public static IReadOnlyList<(string Value, string Text)> TimeZones => Zones.Value;

    public async Task<IActionResult> OnGetAsync() => await ShowAsync() ? Page() : SeeOther(Realms.LinkTo(Person.Realm, "/account/sign-in"));

    public async Task<IActionResult> OnPostAsync()
    {
        Data = new()
        {
            Title = Filled("title"),
            LastName = Filled("lastName"),
            FirstName = Filled("firstName"),
            Phone = Filled("phone"),
            Language = Filled("language"),
            TimeZone = Filled("timeZone"),
        };
        Version = int.TryParse(Form("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
        foreach (var wrong in FieldRules.CheckBody(Data).Concat(Data.TimeZone is null ? [] : Profiles.Check(Data)))
            Wrong(wrong.Pointer![1..], KeyOf(wrong.Pointer[1..], wrong.Code));
        if (IsWrong)
            return Again();
        if (await writes.RunAsync(Person.Actor(), HttpContext.TraceIdentifier, write => profiles.ReplaceAsync(write, Person.Id, Version, Data), HttpContext.RequestAborted) is not null)
            return SeeOther("/account/data?done=saved");
        Wrong("", "data.stale");
        await ShowAsync();
        return Again(StatusCodes.Status412PreconditionFailed);
    }

    private async Task<bool> ShowAsync()
    {
        if (await profiles.FindAsync(HttpContext, Person.Id) is not { } account)
            return false;
        (Version, Data) = (account.Version, new()
        {
            Title = account.Title,
            LastName = account.LastName,
            FirstName = account.FirstName,
            Phone = account.Phone,
            Language = account.Language,
            TimeZone = account.TimeZone,
        });
        return true;
    }

    private string? Filled(string name) => Form(name).Trim() is { Length: > 0 } text ? text : null;

    private static string KeyOf(string field, string code) => (field, code) switch
    {
        ("lastName", "required") => "data.last-name-missing",
        ("firstName", "required") => "data.first-name-missing",
        ("phone", "format-invalid") => "data.phone-invalid",
        (_, "too-long") => "field.too-long",
        (_, "required") => "field.required",
        (_, "value-not-permitted") => "field.value-not-permitted",
        _ => "field.format-invalid",
    };

    private static List<(string Value, string Text)> ReadZones() =>
    [
        .. TimeZoneInfo.GetSystemTimeZones()
            .Where(zone => zone.HasIanaId && (zone.Id == "UTC" || (zone.Id.Contains('/', StringComparison.Ordinal) && !zone.Id.StartsWith("Etc/", StringComparison.Ordinal))))
            .OrderBy(zone => zone.BaseUtcOffset).ThenBy(zone => zone.Id, StringComparer.Ordinal)
            .Select(zone => (zone.Id, $"(UTC {(zone.BaseUtcOffset < TimeSpan.Zero ? '-' : '+')}{zone.BaseUtcOffset.ToString("hh\\:mm", CultureInfo.InvariantCulture)}) {zone.Id.Replace('_', ' ')}")),
    ];
}
