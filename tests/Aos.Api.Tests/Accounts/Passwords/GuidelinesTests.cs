using System.Net;
using Aos.Api.Platform.Identity.Accounts;
using Aos.Api.Tests.Harness;
using Microsoft.Extensions.Options;

namespace Aos.Api.Tests.Accounts.Passwords;

/// <summary>The guidelines as data.</summary>
public sealed class GuidelinesTests(ApiHost api) : IClassFixture<ApiHost>
{
    [Fact]
    [Trait("Requirement", "AUTH-12")]
    [Trait("Decision", "AUTH-D8")]
    public async Task Everybody_can_read_them()
    {
        using var answer = await api.AsNobody().GetAsync("/portal/v1/password-guidelines");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var guidelines = await answer.JsonAsync();
        Assert.Equal((8, 128, 3, 5, 365), ((int)guidelines["minLength"]!, (int)guidelines["maxLength"]!, (int)guidelines["minCategories"]!, (int)guidelines["rememberedPasswords"]!, (int)guidelines["maxAgeDays"]!));
        Assert.Equal("!\"#$%&'()*+,-./:;<=>?@[^_`|~", (string?)guidelines["specialCharacters"]);
        var again = new HttpRequestMessage(HttpMethod.Get, "/portal/v1/password-guidelines");
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Header("ETag"));
        Assert.Equal(HttpStatusCode.NotModified, (await api.AsNobody().SendAsync(again)).StatusCode);
    }

    [Theory]
    [Trait("Decision", "AUTH-D6")]
    [InlineData("Passwords:MinLength", "7")]
    [InlineData("Passwords:Categories", "2")]
    [InlineData("Passwords:SpecialCharacters", "!§")]
    public async Task They_can_be_set_stricter_never_laxer(string setting, string value)
    {
        await using var host = new ApiHost(new() { [setting] = value }, database: api.Database);
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(host.InitializeAsync);
        Assert.Contains(setting.Split(':')[1], refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Decision", "AUTH-D6")]
    public void Stricter_settings_hold()
    {
        var rule = new PasswordRule(Options.Create(new PasswordSettings { MinLength = 12, Categories = 4, SpecialCharacters = "!" }));
        Assert.Equal(["password-too-short", "password-categories"], rule.Check("Xy7-abcdefg"));
        Assert.Empty(rule.Check("Xy7!abcdefgh"));
    }
}
