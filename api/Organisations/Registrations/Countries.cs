using System.Collections.Frozen;
using Aos.Api.Platform.Errors;

namespace Aos.Api.Organisations.Registrations;

/// <summary>A country of ISO 3166.</summary>
/// <param name="Code">Two letters.</param>
/// <param name="Name">Its name.</param>
/// <param name="States">Its states, where an address names one; else empty.</param>
internal sealed record Country(string Code, Text Name, IReadOnlyList<string> States);

/// <summary>The countries of ISO 3166, by code.</summary>
internal static class Countries
{
    private static readonly Lazy<FrozenDictionary<string, Country>> ByCode = new(() => Read().ToFrozenDictionary(country => country.Code, StringComparer.Ordinal));

    /// <summary>All of them, by code.</summary>
    public static IEnumerable<Country> All => ByCode.Value.Values.OrderBy(country => country.Code, StringComparer.Ordinal);

    /// <summary>One of them; null if there is none of this code.</summary>
    public static Country? Find(string code) => ByCode.Value.GetValueOrDefault(code);

    private static IEnumerable<Country> Read()
    {
        using var file = new StreamReader(typeof(Countries).Assembly.GetManifestResourceStream("countries.tsv")!);
        while (file.ReadLine() is { } line)
            if (line.Split('\t') is [var code, var english, var german, .. var states])
                yield return new(code, new(english, german), states is [var list] ? list.Split('|') : []);
    }
}
