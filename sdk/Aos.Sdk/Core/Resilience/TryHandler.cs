namespace Aos.Sdk;

/// <summary>One try: it ends in time, and with the whole answer in memory, unless its reader wants to read it from the connection.</summary>
internal sealed class TryHandler(AosSettings settings, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var state = CallState.Of(request);
        var timeout = state.Timeout ?? settings.Timeout;
        using var timer = new CancellationTokenSource(timeout, settings.Clock);
        using var callersEnd = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), timer);
        // An upload has this time from one piece to the next.
        if (request.Content is UploadContent upload)
            upload.Progress = () => timer.CancelAfter(timeout);
        using var span = AosTelemetry.Begin(request, state);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, timer.Token).ConfigureAwait(false);
            // Reading the body here makes a connection that breaks in the middle a failed try and not a broken value.
            state.Keep(state.IsStreamed && response.IsSuccessStatusCode ? null : await AnswerBody.ReadAsync(response.Content, timer.Token).ConfigureAwait(false));
            span.Answered(response);
            return response;
        }
        catch (Exception fault)
        {
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            // A cancellation that nobody here asked for is the time-out of a handler below, such as that for connecting.
            var isTimeout = fault is OperationCanceledException || (timer.IsCancellationRequested && RetryRules.IsNoAnswer(fault));
            span.Failed(isTimeout ? "timeout" : AosTelemetry.TextOf(fault));
            if (isTimeout)
                throw new TimeoutException($"not answered within {timeout.TotalSeconds:0.###} s", fault);
            throw;
        }
    }
}
