namespace Aos.Api.Publications.Navigation;

/// <summary>A label in the languages of the portal.</summary>
/// <param name="En">English.</param>
/// <param name="De">German.</param>
/// <param name="Pl">Polish.</param>
internal readonly record struct LocalText(string En, string De, string Pl)
{
    /// <summary>Languages of labels, ISO 639-1.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de", "pl"];

    /// <summary>The label in a language; English where there is no other.</summary>
    public string In(string language) => language switch
    {
        "de" => De,
        "pl" => Pl,
        _ => En,
    };
}
