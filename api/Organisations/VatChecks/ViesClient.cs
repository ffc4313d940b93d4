using System.Net.Http.Json;
using System.Text.Json;
using Aos.Api.Platform.Outbox;
using Aos.Api.Platform.Secrets;
using Microsoft.Extensions.Options;

namespace Aos.Api.Organisations.VatChecks;

/// <summary>Asks the European VAT register by its public REST API. Whatever goes wrong there is no answer, never a fault here.</summary>
internal sealed partial class ViesClient(IHttpClientFactory clients, IOptions<ViesOptions> options, PublicOrigin origin, IHostEnvironment environment, TimeProvider time, ILogger<ViesClient> logger)
{
    private const string ClientName = "vies";
    private const int MaxAnswer = 1 << 20;
    private readonly Breaker _breaker = new(time);

    /// <summary>The answer of the register; null without one.</summary>
    public async Task<ViesAnswer?> AskAsync(ViesQuestion question, CancellationToken cancellation)
    {
        if (_breaker.IsOpen)
            return null;
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var body = JsonContent.Create(question, ViesJson.Default.ViesQuestion);
            await body.LoadIntoBufferAsync(cancellation);
            using var response = await client.PostAsync(Address(), body, cancellation);
            var answer = JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellation), ViesJson.Default.ViesAnswer);
            if (answer is not { Valid: not null } and not { ErrorWrappers.Count: > 0 })
                throw new JsonException($"The register answered {(int)response.StatusCode} without a result.");
            _breaker.Succeeded();
            return answer;
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            _breaker.Failed();
            LogFault(logger, fault is OperationCanceledException ? "time-out" : fault.Message);
            return null;
        }
    }

    /// <summary>Introduces the HTTP client: no redirects, an answer of 1 MB at most, no log of its own.</summary>
    public static void AddClient(IServiceCollection services)
    {
        services.AddOptions<ViesOptions>().BindConfiguration("Vies").ValidateDataAnnotations()
            .Validate<IHostEnvironment>((vies, host) => host.IsDevelopment() || vies.BaseUrl is null || vies.BaseUrl.StartsWith("https://", StringComparison.Ordinal), "Setting Vies:BaseUrl must begin with https://.")
            .ValidateOnStart();
        services.AddHttpClient(ClientName, (provider, client) =>
            {
                client.Timeout = TimeSpan.FromSeconds(provider.GetRequiredService<IOptions<ViesOptions>>().Value.TimeoutSeconds);
                client.MaxResponseContentBufferSize = MaxAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
    }

    private string Address() =>
        (options.Value.BaseUrl?.TrimEnd('/') ?? (environment.IsDevelopment() ? origin.Absolute(ViesSandboxController.Base) : ViesOptions.Public)) + "/check-vat-number";

    [LoggerMessage(Level = LogLevel.Warning, Message = "The VAT register did not answer: {Reason}")]
    private static partial void LogFault(ILogger logger, string reason);
}
