using Aos.Api.Platform.Identity.Accounts;
using Microsoft.Extensions.Options;

namespace Aos.Api.Tests.Accounts.Passwords;

/// <summary>Which passwords are accepted, as a pure rule.</summary>
public sealed class PasswordRuleTests
{
    private static readonly PasswordRule Rule = new(Options.Create(new PasswordSettings()));

    [Theory]
    [Trait("Requirement", "AUTH-9")]
    [Trait("Requirement", "AUTH-10")]
    [Trait("Requirement", "AUTH-11")]
    [Trait("Decision", "AUTH-D6")]
    [Trait("Decision", "AUTH-D7")]
    [InlineData("Werkstatt-2020-x", "")]
    [InlineData("Xy7!abc", "password-too-short")]
    [InlineData("abcdefgh12345678", "password-categories")]
    [InlineData("ABCDEFGH-IJKLMN", "password-categories")]
    [InlineData("zufällig, UND lang", "")]
    [InlineData("ЖЖЖжжж77ы", "")]
    [InlineData("жжжжжжжж77", "password-categories")]
    [InlineData("ab]{}cd\\ 77", "password-categories")]
    [InlineData("x-x-x-X-", "")]
    [InlineData("Abcdefg1", "password-blocked")]
    [InlineData("P@ssw0rd1", "password-blocked")]
    [InlineData("passw", "password-too-short password-categories")]
    [InlineData("", "password-too-short password-categories")]
    public void The_guidelines_hold(string password, string broken) => Assert.Equal(broken, string.Join(' ', Rule.Check(password)));

    [Theory]
    [Trait("Case", "PWD-3")]
    [InlineData("Smith!1234", "password-blocked")]
    [InlineData("12.Claire.99", "password-blocked")]
    [InlineData("Claire-Smith1", "password-blocked")]
    [InlineData("claire.Smith@example.com", "password-blocked")]
    [InlineData("WorkshopNorth1", "password-blocked")]
    [InlineData("A-O-S-2026-!", "password-blocked")]
    [InlineData("Smith-und-Tochter-1", "")]
    public void Names_are_no_passwords(string password, string broken) =>
        Assert.Equal(broken, string.Join(' ', Rule.Check(password, "claire.smith@example.com", "Claire", "Smith", "ClaireSmith", "Workshop North")));

    [Fact]
    [Trait("Case", "PWD-4")]
    public void Length_is_counted_in_characters_after_composition()
    {
        Assert.Empty(Rule.Check("Ab1" + new string('x', 125)));
        Assert.Equal(["password-too-long"], Rule.Check("Ab1" + new string('x', 126)));
        Assert.Empty(Rule.Check("Ab1" + string.Concat(Enumerable.Repeat("e\u0301", 125))));
        Assert.Equal(["password-too-short"], Rule.Check("Ab1e\u0301e\u0301😀"));
    }

    [Fact]
    public void The_28_special_characters_count_one_by_one()
    {
        Assert.Equal(28, PasswordSettings.AllSpecialCharacters.Distinct().Count());
        foreach (var special in PasswordSettings.AllSpecialCharacters)
            Assert.Empty(Rule.Check("xyzw9876" + special));
    }

    [Theory]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\u00e9", "\u00e9")]
    [InlineData("\u1112\u1161\u11ab", "\ud55c")]
    [InlineData("a\u0323\u0302", "\u1ead")]
    [InlineData("a\u0302\u0323", "\u1ead")]
    [InlineData("\u212b", "\u00c5")]
    [InlineData("\u0958", "\u0915\u093c")]
    [InlineData("plain", "plain")]
    [InlineData("\ud834\udd5e", "\ud834\udd57\ud834\udd65")]
    [Trait("Decision", "AUTH-D2")]
    public void Normalisation_form_C_is_that_of_Unicode(string text, string composed) => Assert.Equal(composed, CanonicalForm.Of(text));

    [Theory]
    [InlineData(59L, "94287082")]
    [InlineData(1111111109L, "07081804")]
    [InlineData(1234567890L, "89005924")]
    [InlineData(20000000000L, "65353130")]
    public void Codes_are_those_of_RFC_6238(long seconds, string code) =>
        Assert.Equal(code[2..], Totp.CodeAt("12345678901234567890"u8.ToArray(), Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
}
