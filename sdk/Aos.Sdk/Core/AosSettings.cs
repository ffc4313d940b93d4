using System.Text.RegularExpressions;

namespace Aos.Sdk;

/// <summary>The checked, frozen copy of <see cref="AosClientOptions"/>.</summary>
internal sealed partial record AosSettings(
    Uri BaseAddress,
    string Issuer,
    string ClientId,
    string ClientSecret,
    string Scopes,
    string UserAgent,
    TimeSpan Timeout,
    int MaxRetries,
    TimeSpan MaxRetryAfter,
    AosPacing Pacing,
    ITokenProvider? TokenProvider,
    TimeProvider Clock,
    AosTelemetry Telemetry)
{
    /// <summary>Page that explains every error code.</summary>
    public string ProblemsAddress => BaseAddress.AbsoluteUri.TrimEnd('/') + "/problems";

    /// <summary>The checked settings; a wrong one is named with the places where it can be set.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="section">Configuration section of a named client, which has no environment variables.</param>
    public static AosSettings From(AosClientOptions options, string? section = null) =>
        From(options, Needs(options), section);

    /// <summary>The checked settings of a client that signs people in; a public one has no secret.</summary>
    public static AosSettings ForSignIn(AosClientOptions options) =>
        From(options, string.IsNullOrEmpty(options.ClientSecret) ? Credentials.Id : Credentials.IdAndSecret, null);

    /// <summary>The checked settings of a client that never has a token.</summary>
    public static AosSettings WithoutToken(AosClientOptions options) =>
        From(options, Credentials.None, null) with { TokenProvider = new NoTokenProvider() };

    private static Credentials Needs(AosClientOptions options) =>
        options.TokenProvider is null ? Credentials.IdAndSecret : Credentials.None;

    private static AosSettings From(AosClientOptions options, Credentials needs, string? section)
    {
        try
        {
            return Checked(options, needs);
        }
        catch (SettingFault fault)
        {
            var place = section is not null ? $", configuration {section}:{fault.Setting}"
                : fault.Variable is { } variable ? $", environment variable {variable}" : "";
            throw new AosConfigurationException($"The AOS setting {fault.Setting} (AosClientOptions.{fault.Setting}{place}) {fault.Message}.");
        }
    }

    private static AosSettings Checked(AosClientOptions options, Credentials needs)
    {
        var address = Address(options.BaseAddress, nameof(options.BaseAddress), "AOS_BASE_ADDRESS");
        return new AosSettings(
            address,
            string.IsNullOrEmpty(options.Issuer)
                ? address.AbsoluteUri.TrimEnd('/')
                : Address(options.Issuer, nameof(options.Issuer), "AOS_ISSUER").OriginalString,
            needs is Credentials.None ? "" : Credential(options.ClientId, nameof(options.ClientId), "AOS_CLIENT_ID"),
            needs is not Credentials.IdAndSecret ? "" : Credential(options.ClientSecret, nameof(options.ClientSecret), "AOS_CLIENT_SECRET"),
            ScopeText(options.Scopes),
            SdkUserAgent.With(ApplicationName(options.ApplicationName)),
            Positive(options.Timeout, nameof(options.Timeout), "AOS_TIMEOUT"),
            options.MaxRetries is >= 0 and <= 10
                ? options.MaxRetries
                : throw Wrong(nameof(options.MaxRetries), "AOS_MAX_RETRIES", "must be a whole number from 0 to 10"),
            options.MaxRetryAfter >= TimeSpan.Zero
                ? options.MaxRetryAfter
                : throw Wrong(nameof(options.MaxRetryAfter), null, "must not be negative"),
            options.Pacing is AosPacing.Wait or AosPacing.Throw or AosPacing.Ignore
                ? options.Pacing
                : throw Wrong(nameof(options.Pacing), "AOS_PACING", "must be wait, throw or ignore"),
            options.TokenProvider,
            options.TimeProvider ?? throw Wrong(nameof(options.TimeProvider), null, "must not be null"),
            new AosTelemetry(options.LoggerFactory, options.OnDeprecation));
    }

    private static SettingFault Wrong(string setting, string? variable, string what) => new(setting, variable, what);

    private static Uri Address(string? text, string setting, string variable)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw Wrong(setting, variable, "is missing");
        var good = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address is { Query: "", Fragment: "", UserInfo: "" };
        return good ? address! : throw Wrong(
            setting, variable,
            "must be an absolute http or https address without user, query and fragment, such as https://api.example.com");
    }

    private static string Credential(string? text, string setting, string variable) =>
        string.IsNullOrWhiteSpace(text) ? throw Wrong(setting, variable, "is missing")
        : text.Any(character => char.IsControl(character) || character == ' ') ? throw Wrong(setting, variable, "must not contain blanks or control characters")
        : text;

    private static string ScopeText(IReadOnlyList<string>? scopes) =>
        scopes is null ? ""
        : scopes.All(scope => ScopePattern().IsMatch(scope ?? "")) ? string.Join(' ', scopes)
        : throw Wrong(nameof(AosClientOptions.Scopes), "AOS_SCOPES", "must be a list of scope names without blanks and quotes");

    private static string? ApplicationName(string? name) =>
        string.IsNullOrEmpty(name) || ApplicationPattern().IsMatch(name) ? name
        : throw Wrong(nameof(AosClientOptions.ApplicationName), "AOS_APPLICATION_NAME", "must look like MyApp or MyApp/2.1");

    private static TimeSpan Positive(TimeSpan time, string setting, string variable) =>
        time == System.Threading.Timeout.InfiniteTimeSpan || (time > TimeSpan.Zero && time <= TimeSpan.FromDays(1)) ? time
        : throw Wrong(setting, variable, "must be above 0 and at most one day");

    [GeneratedRegex(@"^[\x21\x23-\x5B\x5D-\x7E]+\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ScopePattern();

    [GeneratedRegex(@"^[A-Za-z0-9._-]+(/[A-Za-z0-9._+-]+)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ApplicationPattern();

    private enum Credentials
    {
        None,
        Id,
        IdAndSecret,
    }

    private sealed class SettingFault(string setting, string? variable, string what) : Exception(what)
    {
        public string Setting => setting;
        public string? Variable => variable;
    }
}
