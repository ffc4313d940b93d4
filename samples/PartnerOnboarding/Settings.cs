using Aos.Sdk;

namespace PartnerOnboarding;

/// <summary>What the caller wants: options of the command line, addresses and secrets of the environment.</summary>
internal sealed record Settings
{
    public const string Usage = """
        Usage: PartnerOnboarding [--unattended] [--approve] [--email ADDRESS] [--organisation FILE] [--state FOLDER]
          --unattended          development only: takes the links from the inbox, and fills the forms of the sign-in by itself
          --approve             approves registration and application with an operator's client
          --email ADDRESS       another e-mail address than that of the file
          --organisation FILE   who registers; organisation.json unless set
          --state FOLDER        where progress and tokens are kept; below the user's settings unless set
        """;

    public required string BaseAddress { get; init; }
    public required string StateFolder { get; init; }
    public required Applicant Applicant { get; init; }
    public bool IsUnattended { get; init; }
    public bool Approves { get; init; }
    public string? OperatorId { get; init; }
    public string? OperatorSecret { get; init; }
    public string? Password { get; init; }

    public string StateFile => Path.Combine(StateFolder, "onboarding.json");

    public string TokenFile => Path.Combine(StateFolder, "tokens.json");

    /// <summary>The settings; null where an option is unknown or lacks its value.</summary>
    public static Settings? Read(string[] args)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] is "--unattended" or "--approve")
                values[args[i]] = "";
            else if (args[i] is "--email" or "--organisation" or "--state" && i + 1 < args.Length)
                values[args[i]] = args[++i];
            else
                return null;
        }
        var applicant = Applicant.Read(values.GetValueOrDefault("--organisation") ?? Path.Combine(AppContext.BaseDirectory, "organisation.json"));
        return new Settings
        {
            BaseAddress = Variable("AOS_BASE_ADDRESS") ?? "http://localhost:5080",
            StateFolder = values.GetValueOrDefault("--state")
                ?? Path.GetDirectoryName(FileTokenStore.DefaultPath("aos-partner-onboarding"))!,
            Applicant = values.TryGetValue("--email", out var email) ? applicant with { Email = email } : applicant,
            IsUnattended = values.ContainsKey("--unattended"),
            Approves = values.ContainsKey("--approve"),
            OperatorId = Variable("AOS_OPERATOR_CLIENT_ID"),
            OperatorSecret = Variable("AOS_OPERATOR_CLIENT_SECRET"),
            Password = Variable("AOS_PASSWORD"),
        };
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
