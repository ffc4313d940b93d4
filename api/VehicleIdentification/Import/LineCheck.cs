using System.Buffers;

namespace Aos.Api.VehicleIdentification.Import;

/// <summary>Checks the fields of one line after the other and reports what is wrong by file, line and field.</summary>
internal sealed class LineCheck(ImportIssues issues, DateOnly today)
{
    private static readonly DateOnly Earliest = new(1916, 1, 1);

    private static readonly SearchValues<char> DateCharacters = SearchValues.Create("0123456789-");

    private string _file = "";
    private long _line;
    private bool _clean;

    /// <summary>True if nothing was wrong with the line so far.</summary>
    public bool IsClean => _clean;

    public DateOnly Today { get; } = today;

    public void Begin(string file, long line) => (_file, _line, _clean) = (file, line, true);

    public void Fault(string? field, string reason)
    {
        _clean = false;
        issues.Add(_file, _line, field, reason);
    }

    /// <summary>A text that must be there.</summary>
    public void Required(string field, string? value, LineForm form)
    {
        if (value is null)
            Fault(field, "is missing");
        else
            Optional(field, value, form);
    }

    /// <summary>A text that may be unknown.</summary>
    public void Optional(string field, string? value, LineForm form)
    {
        if (value is not null && !form.Fits(value))
            Fault(field, $"must be {form.Words}");
    }

    /// <summary>A text in the languages of the catalogue: English is needed, German may be missing.</summary>
    public void Texts(string field, LocalText? text, LineForm form, bool required = true)
    {
        if (text is null && required)
            Fault(field, "is missing");
        if (text is null)
            return;
        Required($"{field}.en", text.En, form);
        Optional($"{field}.de", text.De, form);
    }

    /// <summary>One of a few words.</summary>
    public void OneOf(string field, string? value, string[] words, bool required = false)
    {
        if (value is null && required)
            Fault(field, "is missing");
        else if (value is not null && Array.IndexOf(words, value) < 0)
            Fault(field, $"must be one of {string.Join(", ", words)}");
    }

    /// <summary>A code that another file, or the release in use, must have.</summary>
    public void Known(string field, string? code, bool isKnown, string what)
    {
        if (code is not null && !isKnown)
            Fault(field, $"names the unknown {what} {Shown(code)}");
    }

    /// <summary>A date from 1916 on; null if it is unknown or wrong.</summary>
    public DateOnly? Date(string field, string? value, bool required = false, bool mayLieAhead = false)
    {
        if (value is null)
        {
            if (required)
                Fault(field, "is missing");
            return null;
        }

        if (!TryDate(value, out var date))
            Fault(field, "must be a date that exists, of the form YYYY-MM-DD");
        else if (date < Earliest)
            Fault(field, "lies before 1916");
        else if (!mayLieAhead && date > Today.AddDays(1))
            Fault(field, "lies in the future");
        else
            return date;
        return null;
    }

    /// <summary>The framework's parser takes any form, and its time.</summary>
    private static bool TryDate(string text, out DateOnly date)
    {
        date = default;
        if (text is not [_, _, _, _, '-', _, _, '-', _, _] || text.AsSpan().ContainsAnyExcept(DateCharacters))
            return false;
        var (year, month, day) = ((Digit(0) * 1000) + (Digit(1) * 100) + (Digit(2) * 10) + Digit(3), (Digit(5) * 10) + Digit(6), (Digit(8) * 10) + Digit(9));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > 31 || (day > 28 && day > DateTime.DaysInMonth(year, month)) || text.AsSpan().Count('-') != 2)
            return false;
        date = new(year, month, day);
        return true;

        int Digit(int place) => text[place] - '0';
    }

    private static string Shown(string code) => code.Length <= 30 ? code : code[..30] + "…";
}

/// <summary>A text of the catalogue by language.</summary>
internal sealed record LocalText
{
    [LineField("English.", IsNeeded = true)]
    public string? En { get; init; }

    [LineField("German.")]
    public string? De { get; init; }
}
