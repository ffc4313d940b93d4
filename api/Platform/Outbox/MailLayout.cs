using System.Net;
using Aos.Api.Platform.Docs;

namespace Aos.Api.Platform.Outbox;

/// <summary>
/// The HTML of mails. Mail programs know neither style sheets nor much else, so the style stands in the elements; no
/// picture is loaded, so nobody learns when a mail is read.
/// </summary>
internal static class MailLayout
{
    public static string Render(string language, string title, IEnumerable<string> parts) => Html.Of($"""
        <!DOCTYPE html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        </head>
        <body style="margin:0;padding:24px 16px">
        <div style="max-width:560px;margin:0 auto;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif">
        {parts}
        </div>
        </body>
        </html>

        """);

    public static string Paragraph(string text) => $"""<p style="margin:0 0 16px">{Lines(text)}</p>""";

    public static string Code(string text) =>
        $"""<p style="margin:0 0 16px;padding:12px 16px;border:1px solid #8a96a3;border-radius:8px;font:600 20px/1.4 ui-monospace,Consolas,monospace;letter-spacing:1px;overflow-wrap:anywhere">{Lines(text)}</p>""";

    // The address stands below the button as well: a mail that is shown as text, or printed, must still be of use.
    public static string Link(string text, string address) => Html.Of($"""
        <p style="margin:0 0 8px"><a href="{address}" style="display:inline-block;padding:10px 20px;border-radius:8px;background:#0b57a4;color:#ffffff;text-decoration:none;font-weight:600">{text}</a></p>
        <p style="margin:0 0 16px;font-size:13px;overflow-wrap:anywhere"><a href="{address}">{address}</a></p>
        """);

    public static string Signature(string text) => $"""<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #8a96a3;font-size:14px">{Lines(text)}</p>""";

    private static string Lines(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>\n", StringComparison.Ordinal);
}
