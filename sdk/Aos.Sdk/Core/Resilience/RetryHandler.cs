namespace Aos.Sdk;

/// <summary>Repeats a try that failed for a passing reason. Headers stay, so key and request id are the same in every try.</summary>
internal sealed class RetryHandler(AosSettings settings, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = CallState.Of(request);
        var maxRetries = state.MaxRetries ?? settings.MaxRetries;
        for (var tries = 1; ; tries++)
        {
            state.Tries = tries;
            TimeSpan wait;
            string reason;
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (tries > maxRetries || !RetryRules.MayRepeat(request, response))
                    return response;
                wait = RetryRules.RetryAfter(response, settings.Clock) ?? RetryRules.Wait(tries);
                if (wait > settings.MaxRetryAfter)
                    return response;
                reason = AosTelemetry.TextOf(response.StatusCode);
                response.Dispose();
            }
            catch (Exception fault) when (tries <= maxRetries && RetryRules.MayRepeat(request, fault) && !cancellationToken.IsCancellationRequested)
            {
                wait = RetryRules.Wait(tries);
                reason = AosTelemetry.TextOf(fault);
            }
            settings.Telemetry.Retrying(request, tries, reason, wait);
            await Task.Delay(wait, settings.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
