using Aos.Api.Platform.Outbox;

namespace Aos.Api.Tests.Platform.Outbox;

/// <summary>Text and HTML of a mail from the same parts.</summary>
public sealed class MailTextTests
{
    [Fact]
    public void Text_and_HTML_say_the_same()
    {
        var mail = new MailText()
            .Greeting("Sehr geehrte Frau Müller,")
            .Paragraph("Ihr Code:\r\nnur heute gültig.")
            .Code("123 456")
            .Link("Anmelden", "https://api.example.com/account/sign-in?a=1&b=2")
            .Signature("AOS\nsupport@example.com");
        Assert.Equal(
            "Sehr geehrte Frau Müller,\n\nIhr Code:\nnur heute gültig.\n\n    123 456\n\nAnmelden:\nhttps://api.example.com/account/sign-in?a=1&b=2\n\n-- \nAOS\nsupport@example.com\n",
            mail.ToText());
        var html = mail.ToHtml("de", "Ihr Code");
        Assert.Contains("<html lang=\"de\">", html, StringComparison.Ordinal);
        Assert.Contains("<title>Ihr Code</title>", html, StringComparison.Ordinal);
        Assert.Contains("Ihr Code:<br>\nnur heute g&#252;ltig.", html, StringComparison.Ordinal);
        Assert.Contains(">123 456</p>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://api.example.com/account/sign-in?a=1&amp;b=2\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Case", "INJ-6")]
    public void Markup_in_a_text_is_shown_and_not_interpreted()
    {
        const string Evil = "<script>alert(1)</script>\"'><img src=x>";
        var html = new MailText().Greeting(Evil).Paragraph(Evil).Code(Evil).Link(Evil, "https://example.com/?q=\"><script>").Signature(Evil).ToHtml("\"><script>", Evil);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Case", "INJ-6")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/account/sign-in")]
    [InlineData("data:text/html,x")]
    [InlineData("")]
    public void A_link_is_an_absolute_web_address(string address) =>
        Assert.Throws<ArgumentException>(() => new MailText().Link("Sign in", address));
}
