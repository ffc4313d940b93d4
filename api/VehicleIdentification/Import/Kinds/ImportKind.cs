using System.Text.Json.Serialization.Metadata;

namespace Aos.Api.VehicleIdentification.Import.Kinds;

/// <summary>One kind of import file: how its lines are checked and what rows they become.</summary>
internal abstract class ImportKind<TLine, TRow>(CatalogueTable table, JsonTypeInfo<TLine> json)
    where TLine : ImportLine
    where TRow : class
{
    public CatalogueTable Table { get; } = table;

    public JsonTypeInfo<TLine> Json { get; } = json;

    /// <summary>Checks a line that adds or changes; null, with the faults reported, if anything is wrong with it.</summary>
    public abstract TRow? Check(TLine line, LineCheck check);

    /// <summary>Checks a line that removes; only its key counts.</summary>
    public abstract TRow? CheckGone(TLine line, LineCheck check);

    public abstract void WriteKey(CopyRow copy, TRow row);

    /// <summary>Writes the columns of <see cref="CatalogueTable.Values"/>, in that order.</summary>
    public abstract void WriteValues(CopyRow copy, TRow row);
}

/// <summary>What the lines of every kind have in common.</summary>
internal abstract record ImportLine
{
    /// <summary>In a changed import: this key is in the catalogue no longer.</summary>
    [LineField("In a changed import: this key is in the catalogue no longer, and only the key counts.")]
    public bool? Gone { get; init; }
}
