using Aos.Api.Platform.Errors;

namespace Aos.Api.Publications.News;

/// <summary>Errors of news.</summary>
[ErrorCatalogue("Publications")]
public static class NewsErrors
{
    /// <summary>No such news.</summary>
    public static readonly ApiError NotFound = new("publications.news-not-found", 404,
        new("No such news.", "Keine solche Neuigkeit."),
        new("There is no news with this id.", "Es gibt keine Neuigkeit mit dieser Id."))
    {
        Cause = "The id is wrong, the news has been deleted, its day has not come, or it is about a brand that the caller does not have.",
        Cure = "List the news to find the right id.",
    };
}
