namespace Aos.Api.Platform.Errors;

/// <summary>A sentence for people, in every language the API speaks. English is the fallback.</summary>
/// <param name="En">English.</param>
/// <param name="De">German.</param>
public readonly record struct Text(string En, string De)
{
    /// <summary>The sentence in the language with this ISO 639-1 code.</summary>
    public string In(string language) => language == "de" ? De : En;
}
