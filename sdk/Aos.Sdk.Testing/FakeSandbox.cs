namespace Aos.Sdk.Testing;

/// <summary>What the sandbox does with the text of a VIN; reads and lookups ask here.</summary>
internal sealed class FakeSandbox(AosFakeServer server)
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
    private const int MaxInputLength = 50;

    /// <summary>Time after which a VIN that failed once fails anew.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    /// <summary>The VIN of a text: upper case, without blanks and hyphens; null if the text is none.</summary>
    public static string? VinOf(string text)
    {
        var vin = text.Length <= MaxInputLength ? Normal(text) : text;
        return vin.Length == 17 && vin.All(Characters.Contains) ? vin : null;
    }

    /// <summary>The text in upper case, without blanks and hyphens.</summary>
    public static string Normal(string text) => string.Concat(text.Where(character => character is not (' ' or '-'))).ToUpperInvariant();

    /// <summary>Whether nothing is known of a vehicle that may be unknown.</summary>
    public static bool IsBare(string vin) => AosSandboxOutcomes.Of(vin) is { Suffix: "SBX000" };

    /// <summary>Waits once if one of the texts is a slow VIN, and gives the VINs that fail this time.</summary>
    public async Task<IReadOnlySet<string>> FailingAsync(IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var failing = new HashSet<string>(StringComparer.Ordinal);
        var delay = TimeSpan.Zero;
        foreach (var vin in texts.Select(VinOf).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var outcome = AosSandboxOutcomes.Of(vin);
            if (outcome?.Delay > delay)
                delay = outcome.Delay;
            if (outcome is { Once: true } && server.State.IsFirst(vin, server.Clock.GetUtcNow(), Memory))
                failing.Add(vin);
        }
        if (delay > TimeSpan.Zero)
            await Task.Delay(delay, server.Clock, cancellationToken).ConfigureAwait(false);
        return failing;
    }

    /// <summary>The refusal of a text; null where the vehicle is answered.</summary>
    public static FakeAnswer? RefusalOf(FakeCall call, string text, IReadOnlySet<string> failing)
    {
        if (VinOf(text) is not { } vin)
            return FakeAnswer.Problem(call, 422, "vehicle-identification.vin-invalid", text);
        return AosSandboxOutcomes.Of(vin) is { Code: { } code } outcome && (!outcome.Once || failing.Contains(vin))
            ? FakeAnswer.Problem(call, outcome.Status, code, vin)
            : null;
    }
}
