using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Aos.Sdk.Tests.SignIn;

/// <summary>Where the settings of a sign-in come from.</summary>
public sealed class SignInSettingsTests : SignedInTests
{
    [Fact]
    public async Task By_dependency_injection()
    {
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Aos:BaseAddress"] = Server.Address, ["Aos:ClientId"] = "my-app", ["Aos:ClientSecret"] = "secret" }).Build());
        services.AddAosSignIn(options => options.TimeProvider = Server.Clock);
        await using var provider = services.BuildServiceProvider();
        var signIn = provider.GetRequiredService<AosSignIn>();
        Assert.Same(signIn, provider.GetRequiredService<AosSignIn>());
        await signIn.StartDeviceSignInAsync(["openid"]);
        Assert.StartsWith("Basic ", Server.Requests[0].Authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "my-app", null, "BaseAddress")]
    [InlineData("http://x", "", null, "ClientId")]
    [InlineData("http://x", "my-app", "not a uri", "Issuer")]
    public void A_wrong_setting_is_named(string address, string clientId, string? issuer, string setting)
    {
        var wrong = Assert.Throws<AosConfigurationException>(() => new AosSignIn(new AosClientOptions { BaseAddress = address, ClientId = clientId, Issuer = issuer }));
        Assert.StartsWith($"The AOS setting {setting} (AosClientOptions.{setting}, environment variable AOS_", wrong.Message, StringComparison.Ordinal);
    }
}
