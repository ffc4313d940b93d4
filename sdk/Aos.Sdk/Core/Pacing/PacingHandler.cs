using System.Collections.Concurrent;
using System.Text.Json;

namespace Aos.Sdk;

/// <summary>Sends a try when the limits of the plan allow it, as far as the answers before it told them.</summary>
internal sealed class PacingHandler(AosSettings settings, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, PacedProduct> _products = new(StringComparer.Ordinal);
    private readonly string _basePath = settings.BaseAddress.AbsolutePath.TrimEnd('/') + "/";

    private TimeSpan Now => settings.Clock.GetElapsedTime(0);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = AosOperation.Of(request);
        var product = _products.GetOrAdd(AosOperation.ProductOf(request.RequestUri, _basePath), static _ => new PacedProduct());
        if (!product.TryEnter(operation.Template, request.Content is UploadContent, Now, out var permit, out var wait, out var full, out var changed))
            permit = await WaitAsync(request, product, operation, wait, full, changed, cancellationToken).ConfigureAwait(false);
        HttpResponseMessage? response = null;
        try
        {
            return response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            product.Leave(permit, response, Now);
        }
    }

    private async Task<PacePermit> WaitAsync(
        HttpRequestMessage request, PacedProduct product, AosOperation operation, TimeSpan wait, PaceWindow? full, Task changed, CancellationToken cancellationToken)
    {
        var began = Now;
        PacePermit permit;
        do
        {
            // A used up day is not waited for: the API itself says what it says then.
            if (full is not null && wait > settings.MaxRetryAfter && settings.Pacing is AosPacing.Wait)
                return product.Enter(operation.Template);
            if (full is not null && wait > TimeSpan.Zero && settings.Pacing is AosPacing.Throw)
                throw Reached(request, full, wait);
            await (wait == TimeSpan.Zero ? changed.WaitAsync(cancellationToken) : Task.Delay(AtLeast(wait), settings.Clock, cancellationToken)).ConfigureAwait(false);
        }
        while (!product.TryEnter(operation.Template, request.Content is UploadContent, Now, out permit, out wait, out full, out changed));
        settings.Telemetry.Paced(operation, Now - began);
        return permit;
    }

    // Timers count whole milliseconds.
    private static TimeSpan AtLeast(TimeSpan wait) => wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait;

    private AosRateLimitException Reached(HttpRequestMessage request, PaceWindow full, TimeSpan wait)
    {
        var requestId = CallState.RequestIdOf(request);
        using var policies = JsonDocument.Parse($"[\"{JsonEncodedText.Encode(full.Name)}\"]");
        var problem = new Problem
        {
            Type = settings.ProblemsAddress,
            Title = "A limit of the plan is used up.",
            Status = 429,
            Code = "sdk.rate-limit-reached",
            Detail = FormattableString.Invariant($"The limit “{full.Name}” of {full.Limit} calls in {full.Length.TotalSeconds:0} s is used up for {wait.TotalSeconds:0.###} s more; nothing was sent."),
            RequestId = requestId,
            AdditionalProperties = new Dictionary<string, JsonElement> { ["violatedPolicies"] = policies.RootElement.Clone() },
        };
        return new AosRateLimitException(problem, new AosResponse { Status = 429, RequestId = requestId, RetryAfter = wait });
    }
}
