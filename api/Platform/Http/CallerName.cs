namespace Aos.Api.Platform.Http;

/// <summary>A name that a caller made up, as far as an answer repeats it.</summary>
internal static class CallerName
{
    private const int Longest = 200;

    /// <summary>The name, cut where it is very long, with U+FFFD for control characters.</summary>
    public static string Shown(string name) =>
        string.Concat(name.Take(Longest).Select(c => char.IsControl(c) ? '\ufffd' : c));
}
