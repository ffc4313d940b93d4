namespace Aos.Sdk;

/// <summary>The page that a browser shows after signing in to a program on the same machine.</summary>
internal static class LoopbackPage
{
    public enum Text
    {
        SignedIn,
        NotSignedIn,
        NotAsked,
    }

    /// <summary>The first language that the browser wants and the page has.</summary>
    public static string LanguageOf(IEnumerable<string> head) => (head
        .FirstOrDefault(line => line.StartsWith("Accept-Language:", StringComparison.OrdinalIgnoreCase)) ?? "")
        .Split(':')[^1].Split(',').Select(wish => wish.Trim().Split('-', ';')[0].ToLowerInvariant())
        .FirstOrDefault(language => language is "en" or "de" or "pl") ?? "en";

    public static string Of(string language, Text text)
    {
        var (title, line) = Words(language, text);
        return $$"""
            <!DOCTYPE html>
            <html lang="{{language}}">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{{title}}</title>
              <style>
                :root { color-scheme: light dark; }
                body { font: 1.125rem/1.5 system-ui, sans-serif; margin: 15vh auto; max-width: 30rem; padding: 0 1.5rem; }
                h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
                p { margin: 0; }
              </style>
            </head>
            <body><main><h1>{{title}}</h1><p>{{line}}</p></main></body>
            </html>

            """;
    }

    private static (string Title, string Line) Words(string language, Text text) => (language, text) switch
    {
        ("de", Text.SignedIn) => ("Sie sind angemeldet.", "Sie können dieses Fenster schließen."),
        ("de", Text.NotSignedIn) => ("Sie sind nicht angemeldet.", "Das Programm nennt den Grund. Sie können dieses Fenster schließen."),
        ("de", _) => ("Hier wird nichts erwartet.", "Diese Adresse gehört nicht zur laufenden Anmeldung."),
        ("pl", Text.SignedIn) => ("Zalogowano.", "Możesz zamknąć to okno."),
        ("pl", Text.NotSignedIn) => ("Nie zalogowano.", "Program poda przyczynę. Możesz zamknąć to okno."),
        ("pl", _) => ("Tutaj nic nie jest oczekiwane.", "Ten adres nie należy do trwającego logowania."),
        (_, Text.SignedIn) => ("You are signed in.", "You can close this window."),
        (_, Text.NotSignedIn) => ("You are not signed in.", "The program tells you why. You can close this window."),
        _ => ("Nothing is expected here.", "This address does not belong to the sign-in that is running."),
    };
}
