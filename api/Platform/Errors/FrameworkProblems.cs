namespace Aos.Api.Platform.Errors;

/// <summary>
/// Whatever the framework would write by itself leaves as a bare status, which <see cref="ProblemMiddleware"/> turns into a problem of the catalogue.
/// </summary>
internal sealed class FrameworkProblems : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context) => ValueTask.CompletedTask;
}
