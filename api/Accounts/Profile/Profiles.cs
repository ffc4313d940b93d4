using System.Security.Cryptography;
using System.Text;
using Aos.Api.Platform.Audit;
using Aos.Api.Platform.Conditions;
using Aos.Api.Platform.Errors;
using Aos.Api.Platform.Http;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Platform.Identity.Tokens;
using Aos.Api.Platform.Writes;

namespace Aos.Api.Accounts.Profile;

/// <summary>The own data: read and changed, the same for operations and pages.</summary>
internal sealed class Profiles(Writes writes, AccountManagers managers)
{
    /// <summary>The account of a person; null if it is gone.</summary>
    public Task<Account?> FindAsync(HttpContext context, Guid accountId) =>
        writes.RunAsync(Actor.System, context.TraceIdentifier, write => managers.For(write).FindAsync(accountId), context.RequestAborted);

    /// <summary>Wrong fields that annotations do not find.</summary>
    public static IReadOnlyList<FieldError> Check(PersonFields data) =>
        data.HasTimeZone()
            ? []
            : [new() { Pointer = "/timeZone", Code = FieldCodes.ValueNotPermitted, Detail = "Send the IANA name of a time zone, such as Europe/Berlin." }];

    /// <summary>Changes the data, at once.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="accountId">Person.</param>
    /// <param name="version">The version that is changed; null to take whichever it is.</param>
    /// <param name="data">The data, checked.</param>
    /// <returns>The account; null if it has another version.</returns>
    public async Task<Account?> ReplaceAsync(WriteScope write, Guid accountId, int? version, PersonFields data)
    {
        var manager = managers.For(write);
        var account = await manager.FindAsync(accountId) ?? throw AccountsErrors.AccountNotFound.With();
        if (version is not null && account.Version != version)
            return null;
        var before = Describe(account);
        (account.Title, account.LastName, account.FirstName, account.Phone) = (data.Title, data.LastName!, data.FirstName!, data.Phone is { Length: > 0 } phone ? phone : null);
        (account.Language, account.TimeZone) = (data.Language!, data.TimeZone!);
        await manager.SaveAsync(account);
        var changed = string.Join(' ', Describe(account).Where(field => before[field.Key] != field.Value).Select(field => field.Key));
        await write.AuditAsync(account.TenantId, "accounts.profile.replaced", "account", account.Id.ToString(), new Dictionary<string, string?> { ["fields"] = changed });
        return (await manager.FindAsync(accountId))!;
    }

    /// <summary>The profile of a caller.</summary>
    public static Profile Of(Account account, Principal caller)
    {
        List<string> permissions = [.. caller.Rights.Where(right => !right.Value.Suspended).Select(right => right.Key).Order(StringComparer.Ordinal)];
        return new()
        {
            Id = account.Id,
            OrganisationId = account.TenantId,
            OrganisationName = account.TenantName,
            Login = account.Login,
            Email = account.Email,
            Role = account.Representative ? AccountRole.LegalRepresentative : AccountRole.User,
            State = StateOf(account),
            Title = TitleOf(account),
            LastName = account.LastName,
            FirstName = account.FirstName,
            Phone = account.Phone,
            Language = account.Language,
            TimeZone = account.TimeZone,
            Permissions = permissions,
            AirPriceModel = AirPriceOf(permissions),
            HasSecondFactor = account.HasSecondFactor,
            LastSignedInAt = account.LastSignedInAt,
            PasswordChangedAt = account.PasswordChangedAt,
            CreatedAt = account.CreatedAt,
            UpdatedAt = account.UpdatedAt,
            Etag = TagOf(account.Version, [account.TenantName, .. permissions]),
        };
    }

    /// <summary>AIR needs its own permission and one with a price; of several the cheapest counts.</summary>
    private static AirPriceModel? AirPriceOf(IReadOnlyCollection<string> permissions) => !permissions.Contains("air") ? null
        : Enum.GetValues<AirPriceModel>().Cast<AirPriceModel?>().FirstOrDefault(price => permissions.Contains("air" + price));

    internal static AccountState StateOf(Account account) => Enum.Parse<AccountState>(account.State, ignoreCase: true);

    internal static PersonTitle? TitleOf(Account account) => account.Title is { } title ? Enum.Parse<PersonTitle>(title, ignoreCase: true) : null;

    /// <summary>The version, and a mark of what stands in the answer without being part of the account.</summary>
    private static string TagOf(int version, IEnumerable<string> others) => EntityTag.OfVersion(version,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', others))).AsSpan(0, 6)));

    private static Dictionary<string, string?> Describe(Account account) => new(StringComparer.Ordinal)
    {
        ["title"] = account.Title,
        ["lastName"] = account.LastName,
        ["firstName"] = account.FirstName,
        ["phone"] = account.Phone,
        ["language"] = account.Language,
        ["timeZone"] = account.TimeZone,
    };
}
