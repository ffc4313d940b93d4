using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Aos.Api.Platform.Outbox.Delivery;

/// <summary>Hands SMS to a gateway: a POST of JSON with a bearer token. 2xx is success; what the caller did wrong is not repeated.</summary>
internal sealed class SmsDelivery(IHttpClientFactory clients, IOptions<SmsOptions> options) : IDelivery
{
    /// <summary>Name of its HTTP client.</summary>
    public const string ClientName = "sms-gateway";

    /// <summary>True if a gateway is set.</summary>
    public bool IsSet => options.Value.Url is { Length: > 0 };

    public async Task DeliverAsync(OutboxRow row, MessageContent content, CancellationToken cancellation)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url)
        {
            Content = JsonContent.Create(new SmsRequest(row.Id, row.Recipient, options.Value.From!, content.Text), SmsJson.Default.SmsRequest),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Secret);
        try
        {
            using var answer = await client.SendAsync(request, cancellation);
            if (!answer.IsSuccessStatusCode)
                throw new DeliveryException($"http {(int)answer.StatusCode}", "The SMS gateway refused.", IsFinal(answer.StatusCode));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new DeliveryException(e is HttpRequestException ? "no answer" : "timeout", e.Message, isFinal: false, e);
        }
    }

    /// <summary>Introduces the client: 10 s, no redirects, an answer of 1 MB at most, no log of its own.</summary>
    public static void AddClient(IServiceCollection services) => services.AddHttpClient(ClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(10);
            client.MaxResponseContentBufferSize = 1 << 20;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        .RemoveAllLoggers();

    private static bool IsFinal(HttpStatusCode status) =>
        (int)status is >= 300 and < 500 and not (int)HttpStatusCode.RequestTimeout and not (int)HttpStatusCode.TooManyRequests;
}

/// <summary>What the gateway gets.</summary>
/// <param name="Id">The same for all attempts.</param>
/// <param name="To">Number of the recipient.</param>
/// <param name="From">Sender.</param>
/// <param name="Text">What the SMS says.</param>
internal sealed record SmsRequest(Guid Id, string To, string From, string Text);

[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(SmsRequest))]
internal sealed partial class SmsJson : JsonSerializerContext;
