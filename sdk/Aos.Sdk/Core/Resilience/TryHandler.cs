namespace Aos.Sdk;

/// <summary>One try: it ends in time, and with the whole answer in memory.</summary>
internal sealed class TryHandler(AosSettings settings, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var timeout = CallOptions.Get(request, CallOptions.Timeout, settings.Timeout);
        using var timer = new CancellationTokenSource(timeout, settings.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            // Reading buffers the body, so that a connection that breaks in the middle is a failed try and not a broken value.
            await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return response;
        }
        catch (Exception fault)
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            // A cancellation that nobody here asked for is the time-out of a handler below, such as that for connecting.
            if (fault is OperationCanceledException || (timer.IsCancellationRequested && RetryRules.IsNoAnswer(fault)))
                throw new TimeoutException($"not answered within {timeout.TotalSeconds:0.###} s", fault);
            throw;
        }
    }
}
