using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Aos.Sdk.Tests.Support;

/// <summary>Answers of the fake server.</summary>
internal static class Answers
{
    public static RequestDelegate Json(int status, string body, params (string Name, string Value)[] headers) =>
        Text(status, "application/json; charset=utf-8", body, headers);

    public static RequestDelegate Html(int status, string body) => Text(status, "text/html", body);

    public static RequestDelegate Empty(int status, params (string Name, string Value)[] headers) => context =>
    {
        Begin(context, status, headers);
        return Task.CompletedTask;
    };

    /// <summary>A problem as the API writes it, with the request's own id.</summary>
    public static RequestDelegate Problem(int status, string code, string extra = "", params (string Name, string Value)[] headers) => context =>
    {
        var id = context.Request.Headers["X-Request-Id"].ToString();
        var detail = JsonSerializer.Serialize($"Detail of {code}.");
        var body = $$"""{"type":"https://api.example.com/problems/{{code}}","title":"Title","status":{{status}},"detail":{{detail}},"code":"{{code}}","requestId":"{{id}}"{{extra}}}""";
        return Text(status, "application/problem+json", body, [.. headers, ("AOS-Error-Code", code), ("X-Request-Id", id)])(context);
    };

    /// <summary>No answer until the caller goes away.</summary>
    public static async Task Never(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    /// <summary>An answer whose connection breaks in the middle of the body.</summary>
    public static async Task Cut(HttpContext context)
    {
        Begin(context, 200, []);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = 1000;
        await context.Response.WriteAsync("""{"vin":""");
        await context.Response.Body.FlushAsync();
        context.Abort();
    }

    public static RequestDelegate Text(int status, string type, string body, params (string Name, string Value)[] headers) => context =>
    {
        Begin(context, status, headers);
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };

    private static void Begin(HttpContext context, int status, (string Name, string Value)[] headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers.Append(name, value);
    }
}
