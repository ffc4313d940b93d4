namespace Aos.Sdk;

/// <summary>Repeats a try that failed for a passing reason. Headers stay, so key and request id are the same in every try.</summary>
internal sealed class RetryHandler(AosSettings settings, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var maxRetries = CallOptions.Get(request, CallOptions.MaxRetries, settings.MaxRetries);
        for (var tries = 1; ; tries++)
        {
            request.Options.Set(CallOptions.Tries, tries);
            var wait = RetryRules.Wait(tries);
            try
            {
                var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (tries > maxRetries || !RetryRules.MayRepeat(request, response))
                    return response;
                wait = RetryRules.RetryAfter(response, settings.Clock) ?? wait;
                if (wait > settings.MaxRetryAfter)
                    return response;
                response.Dispose();
            }
            catch (Exception fault) when (tries <= maxRetries && RetryRules.MayRepeat(request, fault) && !cancellationToken.IsCancellationRequested)
            {
            }
            await Task.Delay(wait, settings.Clock, cancellationToken).ConfigureAwait(false);
        }
    }
}
