namespace Aos.Sdk;

/// <summary>Text for a message or a log: blanks and line breaks become single blanks, control characters go.</summary>
internal static class OneLine
{
    public static string Of(string text)
    {
        var line = new System.Text.StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character) && !char.IsControl(character))
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return line.ToString().TrimEnd();
    }
}
