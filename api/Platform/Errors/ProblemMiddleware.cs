using System.Net.Sockets;
using Aos.Api.Platform.Http;
using Npgsql;

namespace Aos.Api.Platform.Errors;

/// <summary>Outermost part of the pipeline: whatever goes wrong behind it leaves as a problem of the catalogue.</summary>
public sealed partial class ProblemMiddleware(RequestDelegate next, ProblemWriter problems, ILogger<ProblemMiddleware> logger)
{
    /// <summary>Seconds after which a caller may try again when the database is away.</summary>
    private const int RetryAfterSeconds = 2;

    /// <summary>Runs the rest of the pipeline and answers for its failures.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return;
            }

            await problems.WriteAsync(context, Translate(exception));
            return;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null, ContentType: null })
            await (context.Response.StatusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout
                ? problems.WriteAsync(context, Unavailable())
                : problems.WriteAsync(context, ForStatus(context.Response.StatusCode), [ArgumentOf(context.Response.StatusCode, HeadRequests.OriginalMethod(context))]));
    }

    private ProblemException Translate(Exception exception)
    {
        switch (exception)
        {
            case ProblemException problem:
                return problem;
            case BadHttpRequestException { StatusCode: var status }:
                return ForStatus(status).With(ArgumentOf(status, ""));
            case var _ when IsDatabaseAway(exception):
                LogDatabaseAway(logger, exception.GetType().Name, (exception as PostgresException)?.SqlState);
                return Unavailable();
            default:
                LogFault(logger, exception);
                return ServiceErrors.Internal.With();
        }
    }

    /// <summary>The answer while the database is away or the process stops.</summary>
    public static ProblemException Unavailable() =>
        new(ServiceErrors.Unavailable, []) { RetryAfterSeconds = RetryAfterSeconds };

    /// <summary>True for failures that end by themselves: connection lost or refused, pool exhausted, statement or lock time-out, server stopping.</summary>
    private static bool IsDatabaseAway(Exception exception) => exception switch
    {
        PostgresException postgres => postgres.IsTransient || postgres.SqlState is
            PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.TooManyConnections,
        NpgsqlException or TimeoutException or SocketException => true,
        _ => false,
    };

    /// <summary>The catalogue's entry for a bare status of the framework.</summary>
    private static ApiError ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => RequestErrors.NotFound,
        StatusCodes.Status405MethodNotAllowed => RequestErrors.MethodNotAllowed,
        StatusCodes.Status406NotAcceptable => RequestErrors.NotAcceptable,
        StatusCodes.Status413PayloadTooLarge => RequestErrors.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => RequestErrors.UnsupportedMediaType,
        < 500 => RequestErrors.Malformed,
        _ => ServiceErrors.Internal,
    };

    private static string ArgumentOf(int status, string method) =>
        status is StatusCodes.Status406NotAcceptable or StatusCodes.Status415UnsupportedMediaType ? "application/json" : method;

    [LoggerMessage(Level = LogLevel.Error, Message = "Unhandled fault")]
    private static partial void LogFault(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Database away: {Kind} {SqlState}")]
    private static partial void LogDatabaseAway(ILogger logger, string kind, string? sqlState);
}
