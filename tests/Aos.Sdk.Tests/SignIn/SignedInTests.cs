namespace Aos.Sdk.Tests.SignIn;

/// <summary>Tests with a person who has signed in.</summary>
public abstract class SignedInTests : IAsyncLifetime
{
    private protected MemoryTokenStore Store { get; } = new();

    private protected FakeSignInServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await FakeSignInServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    private protected async Task<SignedInTokenProvider> SignedInAsync(ITokenStore? store = null, int maxRetries = 3)
    {
        var signIn = Server.SignIn(options => options.MaxRetries = maxRetries);
        var request = await signIn.CreateRequestAsync(new Uri("https://app.example.com/in"), ["openid"]);
        Server.Nonce = request.Pending.Nonce;
        var tokens = new SignedInTokenProvider(signIn, store ?? Store);
        await tokens.SaveAsync(await signIn.CompleteAsync(request.Pending, Server.Callback(request)));
        Server.Nonce = null;
        return tokens;
    }

    private protected async Task<string?> CallAsync(AosClient client)
    {
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/api"));
        return Server.Requests[^1].Authorization;
    }
}
