namespace Aos.Api.Platform.Http;

/// <summary>
/// Answers HEAD as GET without a body. MVC would answer 405, and a second verb on each action would double the
/// operations of the document.
/// </summary>
public sealed class HeadRequests(RequestDelegate next)
{
    private static readonly object Marker = new();

    /// <summary>Runs a HEAD request as GET and drops the body.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            AllowHead(context.Response);
            return;
        }

        context.Items[Marker] = Marker;
        context.Request.Method = HttpMethods.Get;
        var body = context.Response.Body;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = body;
            context.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>What takes GET takes HEAD, which routing does not know.</summary>
    private static void AllowHead(HttpResponse response)
    {
        if (response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false }
            && response.Headers.GetCommaSeparatedValues("Allow") is var allowed && allowed.Contains(HttpMethods.Get) && !allowed.Contains(HttpMethods.Head))
            response.Headers.AppendCommaSeparatedValues("Allow", HttpMethods.Head);
    }

    /// <summary>True when the caller sent HEAD.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(Marker);

    /// <summary>The method that the caller sent.</summary>
    public static string OriginalMethod(HttpContext context) => IsHead(context) ? HttpMethods.Head : context.Request.Method;
}
