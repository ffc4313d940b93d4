using Aos.Api.Platform.Versions;

namespace Aos.Api.Platform.Jobs;

/// <summary>Where jobs stand: below their product, whose path prefix a job keeps.</summary>
internal static class JobPaths
{
    /// <summary>Path prefix of the product that a request goes to, such as <c>vehicle-identification/v1</c>.</summary>
    public static string ProductOf(HttpContext context) => context.GetEndpoint()!.Metadata.GetRequiredMetadata<ApiProduct>().Prefix;

    /// <summary>Path of a job.</summary>
    public static string Of(JobRow job) => $"/{job.Product}/jobs/{job.Id}";
}
