namespace Aos.Api.VehicleIdentification.Import;

/// <summary>What a property of an import file means and what it may be, for the JSON Schemas.</summary>
/// <param name="meaning">For people.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class LineFieldAttribute(string meaning) : Attribute
{
    public string Meaning { get; } = meaning;

    /// <summary>Must be there on every line.</summary>
    public bool IsKey { get; init; }

    /// <summary>Must be there unless the line removes.</summary>
    public bool IsNeeded { get; init; }

    /// <summary>Name of a form of <see cref="LineForms"/>; of its texts, for an object of texts; of its entries, for a list.</summary>
    public string? Form { get; init; }

    /// <summary>Name of the words of <see cref="LineWords"/>.</summary>
    public string? Words { get; init; }

    /// <summary><c>date</c> or <c>date-time</c>.</summary>
    public string? Format { get; init; }

    public long Minimum { get; init; }

    /// <summary>Greatest number, or most entries of a list; 0 for none.</summary>
    public long Maximum { get; init; }
}
