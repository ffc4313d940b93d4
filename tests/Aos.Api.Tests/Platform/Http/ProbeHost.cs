using Aos.Api.Tests.Harness;

namespace Aos.Api.Tests.Platform.Http;

/// <summary>The API with the operations of <see cref="ProbeController"/>.</summary>
public sealed class ProbeHost : IAsyncLifetime
{
    internal ApiHost Api { get; } = new([], ProbeController.Add);

    public Task InitializeAsync() => Api.InitializeAsync();

    public Task DisposeAsync() => Api.DisposeAsync();
}
